package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Layer} are found. */
@API(API.Status.STABLE)
public interface LayerProvider extends ComponentProvider<Layer> {}
