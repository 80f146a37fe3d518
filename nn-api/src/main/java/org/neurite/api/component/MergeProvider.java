package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Merge} are found. */
@API(API.Status.STABLE)
public interface MergeProvider extends ComponentProvider<Merge> {}
