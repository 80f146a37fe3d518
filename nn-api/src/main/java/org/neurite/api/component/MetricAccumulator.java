package org.neurite.api.component;

import java.util.Map;
import org.neurite.api.API;
import org.neurite.api.tensor.NDArray;

/** What a metric has seen so far. Exact over partial batches; not thread-safe. */
@API(API.Status.STABLE)
public interface MetricAccumulator {
  /**
   * Adds a batch.
   *
   * @param prediction the network's output {@code [n, ..]}
   * @param target what it should be, {@code [n, ..]}
   */
  void add(NDArray prediction, NDArray target);

  /**
   * Adds what another accumulator of the same metric has seen.
   *
   * @param other the other
   */
  void merge(MetricAccumulator other);

  /**
   * The results so far.
   *
   * @return values by name, for instance {@code accuracy}
   */
  Map<String, Double> results();
}
