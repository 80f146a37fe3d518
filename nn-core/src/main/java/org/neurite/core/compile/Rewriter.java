package org.neurite.core.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Value;

/** Rebuilds a graph node by node, operands first. */
final class Rewriter {

  /** Replaces nodes. */
  @FunctionalInterface
  interface Rule {
    /**
     * What stands for a node in the new graph.
     *
     * @param old the node as it was
     * @param node the node, its operands already rewritten
     * @return a value per result, or empty to keep the node
     */
    Optional<List<Value>> apply(Node old, Node node);
  }

  private Rewriter() {}

  static Graph rewrite(Graph graph, Rule rule) {
    Map<Value, Value> known = new HashMap<>();
    for (Node old : graph.nodes()) {
      List<Value> inputs = old.inputs().stream().map(known::get).toList();
      Node node = inputs.equals(old.inputs()) ? old : new Node(old.op(), inputs, old.path());
      List<Value> results =
          rule.apply(old, node)
              .orElseGet(
                  () -> IntStream.range(0, node.outputs().size()).mapToObj(node::output).toList());
      for (int i = 0; i < results.size(); i++) {
        known.put(old.output(i), results.get(i));
      }
    }
    return replace(graph, known);
  }

  /** The same graph computed from other values; inputs and variables stay. */
  static Graph replace(Graph graph, Map<Value, Value> known) {
    return new Graph(
        graph.inputs(),
        graph.outputs().stream()
            .map(o -> new Graph.Output(o.name(), known.getOrDefault(o.value(), o.value())))
            .toList(),
        graph.assigns().stream()
            .map(
                a ->
                    new Graph.Assign(
                        known.getOrDefault(a.variable(), a.variable()),
                        known.getOrDefault(a.value(), a.value())))
            .toList());
  }
}
