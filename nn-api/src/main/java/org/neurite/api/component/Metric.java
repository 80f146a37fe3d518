package org.neurite.api.component;

import org.neurite.api.API;

/** Judges predictions against targets, batch by batch. */
@API(API.Status.STABLE)
@FunctionalInterface
public interface Metric extends Component {
  /**
   * Starts counting.
   *
   * @return an accumulator that has seen nothing
   */
  MetricAccumulator start();
}
