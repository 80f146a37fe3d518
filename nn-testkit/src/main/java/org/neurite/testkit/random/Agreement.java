package org.neurite.testkit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * last bit, and the largest change, times {@value #SAFETY}, is allowed on top of the precision's
 * own tolerance.
 */
public final class Agreement {
  private static final int CAPACITY = 5;
  private static final int[] BATCHES = {CAPACITY, 1, CAPACITY - 1, 2, CAPACITY};
  private static final int DISTURBED_RUNS = 4;
  private static final double SAFETY = 16;
  private static final long SEED = 31;

  private final RandomGraph random;
  private final Backend backend;
  private final Set<Pass> passes;
  private final Precision precision;

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
  }

  /**
   * A comparison to be made.
   *
   * @param random graph and data
   * @param backend where to run
   * @param passes what the compiler does
   * @param precision what the backend computes in
   */
  public Agreement(RandomGraph random, Backend backend, Set<Pass> passes, Precision precision) {
    this.random = random;
    this.backend = backend;
    this.passes = passes;
    this.precision = precision;
  }

  /**
   * Makes the comparison.
   *
   * @throws AssertionError at the first difference, with both numbers, graph and program
   */
  public void check() {
    Graph graph = random.graph();
    Map<String, NDArray> variables = random.variables();
    try (BackendRun run = BackendRun.open(graph, backend, passes, CAPACITY, SEED)) {
      for (int step = 0; step < BATCHES.length; step++) {
        int n = BATCHES[step];
        Feeds feeds = new Feeds(n, random.inputs(n), variables, SEED, step);
        variables.forEach(run::variable);
        Map<String, NDArray> outputs = run.run(n, step, feeds.inputs());
        ReferenceResult expected = ReferenceInterpreter.run(graph, feeds);
        compare(expected, outputs, stored(run), disturbed(feeds), run, n);
        variables = feeds.variables(expected.assigned()).variables();
      }
    }
  }

  private Map<String, NDArray> stored(BackendRun run) {
    Map<String, NDArray> stored = new java.util.LinkedHashMap<>();
    for (Graph.Assign assign : random.graph().assigns()) {
      Value variable = assign.variable();
      stored.put(variable.op().name(), run.variable(variable.op().name(), variable.type()));
    }
    return stored;
  }

  private List<ReferenceResult> disturbed(Feeds feeds) {
    List<ReferenceResult> results = new ArrayList<>();
    for (int i = 0; i < DISTURBED_RUNS; i++) {
      java.util.Random noise = new java.util.Random(i);
      DoubleUnaryOperator rounding =
          x -> x * (1 + precision.lastBit() * (2 * noise.nextDouble() - 1));
      results.add(ReferenceInterpreter.run(random.graph(), feeds, rounding));
    }
    return results;
  }

  private void compare(
      ReferenceResult expected,
      Map<String, NDArray> outputs,
      Map<String, NDArray> stored,
      List<ReferenceResult> disturbed,
      BackendRun run,
      int n) {
    for (String name : expected.outputs().keySet()) {
      List<NDArray> others = disturbed.stream().map(r -> r.output(name)).toList();
      compare(name, expected.output(name), outputs.get(name), others, run, n);
    }
    for (String name : expected.assigned().keySet()) {
      List<NDArray> others = disturbed.stream().map(r -> r.assigned().get(name)).toList();
      compare(name, expected.assigned().get(name), stored.get(name), others, run, n);
    }
  }

  private void compare(
      String name,
      NDArray expected,
      NDArray found,
      List<NDArray> disturbed,
      BackendRun run,
      int n) {
    for (int i = 0; i < expected.length(); i++) {
      double right = expected.get(i);
      double allowed = precision.tolerance() * (1 + Math.abs(right));
      for (NDArray other : disturbed) {
        allowed = Math.max(allowed, SAFETY * Math.abs(other.get(i) - right));
      }
      if (!(Math.abs(found.get(i) - right) <= allowed)) {
        throw new AssertionError(
            "backend %s, passes %s, N=%d, %s, element %d: expected %s +- %s, found %s%n%s%n%s"
                .formatted(
                    backend.name(),
                    passes,
                    n,
                    name,
                    i,
                    right,
                    allowed,
                    found.get(i),
                    GraphText.of(random.graph()),
                    run.program().explain(n)));
      }
    }
  }
}
