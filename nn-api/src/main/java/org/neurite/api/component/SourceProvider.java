package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link DataSource} are found. */
@API(API.Status.EXPERIMENTAL)
public interface SourceProvider extends ComponentProvider<DataSource> {}
