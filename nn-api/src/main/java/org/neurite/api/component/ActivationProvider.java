package org.neurite.api.component;

/** Service interface through which components of kind {@link Activation} are found. */
public interface ActivationProvider extends ComponentProvider<Activation> {}
