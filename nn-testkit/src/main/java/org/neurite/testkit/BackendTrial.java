package org.neurite.testkit;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.backend.Backend;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.compile.Pass;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.reference.ReferenceResult;

/** Holds every installed backend to the reference in double precision, with the same dice. */
final class BackendTrial {
  /** Error allowed to a well-conditioned number in single precision. */
  private static final double TOLERANCE = 1e-5;

  /** How many times the error of rounding every result once may occur. */
  private static final double SAFETY = 30;

  private BackendTrial() {}

  /**
   * Fails unless every backend computes the outputs and what is assigned to variables, which must
   * be finite.
   *
   * @param doing what the graph is for, for the message
   */
  static void agree(Graph graph, Feeds feeds, String doing) {
    Map<String, NDArray> exact = results(ReferenceInterpreter.run(graph, feeds));
    Map<String, NDArray> single =
        results(ReferenceInterpreter.run(graph, feeds, number -> (float) number));
    Installed.forEach(
        backend -> {
          Map<String, NDArray> found = on(backend, graph, feeds);
          exact.forEach(
              (what, value) -> {
                double error = distance(value, single.get(what));
                new Tolerance(TOLERANCE, TOLERANCE + SAFETY * error)
                    .difference(found.get(what), value)
                    .ifPresent(
                        text -> {
                          throw new AssertionError(
                              "%s on backend %s against the reference in double precision, %s: %s"
                                  .formatted(what, backend.name(), doing, text));
                        });
              });
        });
  }

  private static Map<String, NDArray> results(ReferenceResult result) {
    Map<String, NDArray> results = new LinkedHashMap<>(result.outputs());
    result
        .assigned()
        .forEach(
            (name, value) -> {
              Trial.requireFinite("state " + name, value);
              results.put("state " + name, value);
            });
    return results;
  }

  private static Map<String, NDArray> on(Backend backend, Graph graph, Feeds feeds) {
    try (BackendRun run =
        BackendRun.open(graph, backend, EnumSet.allOf(Pass.class), feeds.n(), feeds.seed())) {
      feeds.variables().forEach(run::variable);
      Map<String, NDArray> results =
          new LinkedHashMap<>(run.run(feeds.n(), feeds.step(), feeds.inputs()));
      for (Graph.Assign assign : graph.assigns()) {
        String name = ((Leaf.Variable) assign.variable().op()).name();
        results.put("state " + name, run.variable(name, assign.variable().type()));
      }
      return results;
    }
  }

  private static double distance(NDArray a, NDArray b) {
    double most = 0;
    for (int i = 0; i < a.length(); i++) {
      most = Math.max(most, Math.abs(a.get(i) - b.get(i)));
    }
    return Double.isFinite(most) ? most : 0;
  }
}
