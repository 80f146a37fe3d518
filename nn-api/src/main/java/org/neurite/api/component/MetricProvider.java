package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Metric} are found. */
@API(API.Status.STABLE)
public interface MetricProvider extends ComponentProvider<Metric> {}
