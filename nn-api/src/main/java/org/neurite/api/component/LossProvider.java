package org.neurite.api.component;

/** Service interface through which components of kind {@link Loss} are found. */
public interface LossProvider extends ComponentProvider<Loss> {}
