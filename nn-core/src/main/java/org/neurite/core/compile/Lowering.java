package org.neurite.core.compile;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;

/** What every backend needs: composites it did not claim are decomposed, gradient stops removed. */
public final class Lowering {
  private Lowering() {}

  /**
   * Decomposes composites and removes gradient stops.
   *
   * @param graph the traced graph
   * @param claims which composites stay
   * @return an equal graph
   */
  public static Graph apply(Graph graph, Predicate<Composite> claims) {
    Graph lowered = graph;
    while (expands(lowered, claims)) {
      lowered =
          Rewriter.rewrite(
              lowered,
              (old, node) ->
                  expands(node.op(), claims)
                      ? Optional.of(((Composite) node.op()).body().inline(node.inputs()))
                      : Optional.empty());
    }
    return Rewriter.rewrite(
        lowered,
        (old, node) ->
            node.op() instanceof Elementwise.StopGradient
                ? Optional.of(List.of(node.inputs().get(0)))
                : Optional.empty());
  }

  private static boolean expands(Graph graph, Predicate<Composite> claims) {
    for (Node node : graph.nodes()) {
      if (expands(node.op(), claims)) {
        return true;
      }
    }
    return false;
  }

  private static boolean expands(Object op, Predicate<Composite> claims) {
    return op instanceof Composite composite && !claims.test(composite);
  }
}
