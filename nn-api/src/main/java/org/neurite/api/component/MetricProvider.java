package org.neurite.api.component;

/** Service interface through which components of kind {@link Metric} are found. */
public interface MetricProvider extends ComponentProvider<Metric> {}
