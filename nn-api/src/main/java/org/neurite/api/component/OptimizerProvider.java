package org.neurite.api.component;

/** Service interface through which components of kind {@link Optimizer} are found. */
public interface OptimizerProvider extends ComponentProvider<Optimizer> {}
