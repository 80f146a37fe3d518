package org.neurite.api.component;

/** Judges predictions against targets, batch by batch. */
@FunctionalInterface
public interface Metric extends Component {
  /**
   * Starts counting.
   *
   * @return an accumulator that has seen nothing
   */
  MetricAccumulator start();
}
