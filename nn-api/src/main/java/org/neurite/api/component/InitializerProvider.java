package org.neurite.api.component;

/** Service interface through which components of kind {@link Initializer} are found. */
public interface InitializerProvider extends ComponentProvider<Initializer> {}
