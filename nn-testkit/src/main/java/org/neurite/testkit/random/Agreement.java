package org.neurite.testkit.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.neurite.api.backend.Backend;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.compile.Pass;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.reference.ReferenceResult;
import org.neurite.testkit.BackendRun;
import org.neurite.testkit.GraphText;

/**
 * Compares a backend running a compiled graph with the reference interpreter evaluating it as it
 * was traced: one session, batch sizes up to its capacity, outputs and variables.
 *
 * <p>How far a number may be off depends on how well-conditioned it is, which is measured: the
 * reference evaluates the graph a few times more with the result of every node disturbed in its
 * last bit, once by leaving bits out. An element's largest change, or the mean of these in its
 * array, times {@value #SAFETY}, is allowed where that exceeds the precision's own tolerance.
 */
public final class Agreement {
  private static final int CAPACITY = 5;
  private static final int[] BATCHES = {CAPACITY, 1, CAPACITY - 1, 2};
  private static final int FIRST_LOOK = 2;
  private static final int SECOND_LOOK = 100;
  private static final double SAFETY = 12;
  private static final long SEED = 31;

  private final RandomGraph random;
  private final Precision precision;
  private final List<Run> runs;

  /**
   * What a backend computes in.
   *
   * @param lastBit relative distance of neighbouring numbers
   * @param tolerance absolute and relative error allowed to a well-conditioned result
   */
  public record Precision(double lastBit, double tolerance) {
    /** Arithmetic of 24 bits. */
    public static final Precision FLOAT = new Precision(0x1p-23, 1e-5);

    /** Arithmetic of 53 bits. */
    public static final Precision DOUBLE = new Precision(0x1p-52, 1e-12);

    /**
     * The nearest number with no more bits than these; with one bit less, of a double. Unlike noise
     * it lets equal numbers stay equal, so that their difference is exactly zero.
     */
    double shortened(double x) {
      return lastBit == FLOAT.lastBit
          ? (float) x
          : Double.longBitsToDouble(Double.doubleToLongBits(x) & ~1L);
    }
  }

  /** What the reference says about one run. */
  private record Run(
      Feeds feeds, Map<String, NDArray> expected, List<Map<String, NDArray>> disturbed) {}

  /**
   * Evaluates a graph by the reference.
   *
   * @param random graph and data
   * @param precision what backends are held to
   */
  public Agreement(RandomGraph random, Precision precision) {
    this.random = random;
    this.precision = precision;
    this.runs = new ArrayList<>();
    Map<String, NDArray> variables = random.variables();
    for (int step = 0; step < BATCHES.length; step++) {
      int n = BATCHES[step];
      Feeds feeds = new Feeds(n, random.inputs(n), variables, SEED, step);
      ReferenceResult expected = ReferenceInterpreter.run(random.graph(), feeds);
      runs.add(new Run(feeds, all(expected), disturbed(feeds, FIRST_LOOK)));
      variables = feeds.variables(expected.assigned()).variables();
    }
  }

  /**
   * Compares a backend.
   *
   * @param backend where to run
   * @param passes what the compiler does
   * @throws AssertionError at the first difference, with both numbers, graph and program
   */
  public void check(Backend backend, Set<Pass> passes) {
    try (BackendRun session = BackendRun.open(random.graph(), backend, passes, CAPACITY, SEED)) {
      for (Run run : runs) {
        Feeds feeds = run.feeds();
        feeds.variables().forEach(session::variable);
        Map<String, NDArray> found =
            new LinkedHashMap<>(session.run(feeds.n(), feeds.step(), feeds.inputs()));
        found.putAll(stored(session));
        difference(run, found)
            .ifPresent(
                difference -> {
                  throw new AssertionError(
                      "backend %s, passes %s, N=%d, %s%n%s%n%s"
                          .formatted(
                              backend.name(),
                              passes,
                              feeds.n(),
                              difference,
                              GraphText.of(random.graph()),
                              session.program().explain(feeds.n())));
                });
      }
    }
  }

  private Map<String, NDArray> stored(BackendRun run) {
    Map<String, NDArray> stored = new LinkedHashMap<>();
    for (Graph.Assign assign : random.graph().assigns()) {
      Value variable = assign.variable();
      stored.put(variable.op().name(), run.variable(variable.op().name(), variable.type()));
    }
    return stored;
  }

  private static Map<String, NDArray> all(ReferenceResult result) {
    Map<String, NDArray> all = new LinkedHashMap<>(result.outputs());
    all.putAll(result.assigned());
    return all;
  }

  /** A step of a function may hide from a few disturbed runs: looks twice before it complains. */
  private Optional<String> difference(Run run, Map<String, NDArray> found) {
    Optional<String> first = difference(run.expected(), found, run.disturbed());
    return first.isEmpty()
        ? first
        : difference(run.expected(), found, disturbed(run.feeds(), SECOND_LOOK));
  }

  private List<Map<String, NDArray>> disturbed(Feeds feeds, int runs) {
    List<Map<String, NDArray>> results = new ArrayList<>();
    results.add(all(ReferenceInterpreter.run(random.graph(), feeds, precision::shortened)));
    for (int i = 1; i < runs; i++) {
      SplittableRandom noise = new SplittableRandom(i);
      DoubleUnaryOperator rounding =
          x -> x * (1 + precision.lastBit() * (2 * noise.nextDouble() - 1));
      results.add(all(ReferenceInterpreter.run(random.graph(), feeds, rounding)));
    }
    return results;
  }

  private Optional<String> difference(
      Map<String, NDArray> expected,
      Map<String, NDArray> found,
      List<Map<String, NDArray>> disturbed) {
    for (Map.Entry<String, NDArray> entry : expected.entrySet()) {
      String name = entry.getKey();
      List<NDArray> others = disturbed.stream().map(results -> results.get(name)).toList();
      Optional<String> difference = difference(entry.getValue(), found.get(name), others);
      if (difference.isPresent()) {
        return Optional.of(name + ", " + difference.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> difference(NDArray expected, NDArray found, List<NDArray> disturbed) {
    double[] changes = changes(expected, disturbed);
    double typical = Arrays.stream(changes).average().orElse(0);
    for (int i = 0; i < changes.length; i++) {
      double right = expected.get(i);
      double standard = precision.tolerance() * (1 + Math.abs(right));
      double allowed = Math.max(standard, SAFETY * Math.max(changes[i], typical));
      if (!(Math.abs(found.get(i) - right) <= allowed) || Double.isInfinite(right)) {
        return Optional.of(
            "element %d: expected %s +- %s, found %s".formatted(i, right, allowed, found.get(i)));
      }
    }
    return Optional.empty();
  }

  /** The largest change of each element. */
  private static double[] changes(NDArray expected, List<NDArray> disturbed) {
    double[] changes = new double[expected.length()];
    for (NDArray other : disturbed) {
      for (int i = 0; i < changes.length; i++) {
        changes[i] = Math.max(changes[i], Math.abs(other.get(i) - expected.get(i)));
      }
    }
    return changes;
  }
}
