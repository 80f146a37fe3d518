package org.neurite.api.component;

/** Service interface through which components of kind {@link Regularizer} are found. */
public interface RegularizerProvider extends ComponentProvider<Regularizer> {}
