package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** What every metric must do. Inherit it, name the metric, and say what it judges. */
public abstract class MetricContract extends ComponentContract {
  private static final int SAMPLES = 24;
  private static final List<Integer> PARTS = List.of(1, 7, 16);
  private static final Tolerance TOLERANCE = new Tolerance(1e-9, 1e-12);

  /** Made for inheritance. */
  protected MetricContract() {}

  /**
   * What is tested.
   *
   * @return the metric, with the settings to test
   */
  protected abstract Metric metric();

  /**
   * Predictions that it judges.
   *
   * @param n number of samples
   * @return {@code [n, 1]}, from 0 to 1, unless overridden
   */
  protected NDArray prediction(int n) {
    return Trial.data(TensorType.float32(Shape.batchOf(1)), n, 0, 1, 5);
  }

  /**
   * What they should have been.
   *
   * @param n number of samples
   * @return an array of the type that the metric asks for
   */
  protected abstract NDArray target(int n);

  @Override
  protected final Component component() {
    return metric();
  }

  private static NDArray rows(NDArray all, int from, int count) {
    return Trial.rows(all, from, count);
  }

  private MetricAccumulator whole() {
    MetricAccumulator accumulator = metric().start();
    accumulator.add(prediction(SAMPLES), target(SAMPLES));
    return accumulator;
  }

  /** Results are numbers under names that can stand in a table. */
  @Test
  public void hasFiniteResultsWithNames() {
    Map<String, Double> results = whole().results();
    assertFalse(results.isEmpty(), "a metric without results");
    results.forEach(
        (name, value) -> {
          assertTrue(name.matches("[a-z0-9][a-z0-9_]*"), "the name '" + name + "'");
          assertTrue(Double.isFinite(value), name + " is " + value);
        });
  }

  /** An epoch is judged batch by batch, and the last batch is smaller. */
  @Test
  public void partsOfAnyLengthGiveWhatTheWholeGives() {
    MetricAccumulator parts = metric().start();
    int from = 0;
    for (int count : PARTS) {
      parts.add(rows(prediction(SAMPLES), from, count), rows(target(SAMPLES), from, count));
      from += count;
    }
    requireSame("in batches of 1, 7 and 16", parts);
  }

  /** Several threads may judge parts. */
  @Test
  public void mergedAccumulatorsGiveWhatTheWholeGives() {
    MetricAccumulator merged = metric().start();
    merged.merge(metric().start());
    int from = 0;
    for (int count : PARTS) {
      MetricAccumulator part = metric().start();
      part.add(rows(prediction(SAMPLES), from, count), rows(target(SAMPLES), from, count));
      merged.merge(part);
      from += count;
    }
    requireSame("merged", merged);
  }

  /** Accumulators share nothing. */
  @Test
  public void accumulatorsOnManyThreadsGiveTheSame() {
    Map<String, Double> alone = whole().results();
    for (Map<String, Double> other : Threads.atOnce(() -> whole().results())) {
      assertEquals(alone, other, "results beside others");
    }
  }

  /** Asking changes nothing. */
  @Test
  public void resultsMayBeAskedForInBetween() {
    MetricAccumulator accumulator = metric().start();
    IntStream.range(0, SAMPLES)
        .forEach(
            i -> {
              accumulator.add(rows(prediction(SAMPLES), i, 1), rows(target(SAMPLES), i, 1));
              accumulator.results();
            });
    requireSame("asked after every sample", accumulator);
  }

  private void requireSame(String how, MetricAccumulator found) {
    requireSame(how, whole().results(), found);
  }

  private static void requireSame(
      String how, Map<String, Double> expected, MetricAccumulator found) {
    Map<String, Double> results = found.results();
    assertEquals(expected.keySet(), results.keySet(), "names of the results " + how);
    expected.forEach(
        (name, value) ->
            assertTrue(
                TOLERANCE.allows(results.get(name), value),
                "%s %s: expected %s, found %s".formatted(name, how, value, results.get(name))));
  }

  /** Networks give single precision. */
  @Test
  public void takesNumbersAsNetworksGiveThem() {
    NDArray single = NDArray.of(prediction(SAMPLES).toFloats(), prediction(SAMPLES).shape());
    MetricAccumulator of32 = metric().start();
    of32.add(single, target(SAMPLES));
    MetricAccumulator of64 = metric().start();
    of64.add(single.cast(DataType.FLOAT64), target(SAMPLES));
    requireSame("of the same numbers in float32 and float64", of64.results(), of32);
  }
}
