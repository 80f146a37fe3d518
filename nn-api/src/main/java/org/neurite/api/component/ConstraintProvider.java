package org.neurite.api.component;

/** Service interface through which components of kind {@link Constraint} are found. */
public interface ConstraintProvider extends ComponentProvider<Constraint> {}
