package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Loss} are found. */
@API(API.Status.STABLE)
public interface LossProvider extends ComponentProvider<Loss> {}
