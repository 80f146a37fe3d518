package org.neurite.api.component;

/** Service interface through which components of kind {@link Layer} are found. */
public interface LayerProvider extends ComponentProvider<Layer> {}
