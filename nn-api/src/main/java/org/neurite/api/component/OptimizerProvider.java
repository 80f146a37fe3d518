package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Optimizer} are found. */
@API(API.Status.STABLE)
public interface OptimizerProvider extends ComponentProvider<Optimizer> {}
