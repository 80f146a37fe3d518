package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Constraint} are found. */
@API(API.Status.STABLE)
public interface ConstraintProvider extends ComponentProvider<Constraint> {}
