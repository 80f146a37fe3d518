package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      Node node = over(known, old);
      Optional<List<Value>> replaced = rule.apply(old, node);
      List<Value> results = replaced.isPresent() ? replaced.get() : results(node);
      for (int i = 0; i < results.size(); i++) {
        known.put(old.output(i), results.get(i));
      }
    }
    return replace(graph, known);
  }

  /** The same operation on what its operands have become; the same node if they have not. */
  static Node over(Map<Value, Value> known, Node old) {
    List<Value> inputs = all(known, old.inputs());
    return inputs.equals(old.inputs()) ? old : new Node(old.op(), inputs, old.path());
  }

  /** All results of a node. */
  static List<Value> results(Node node) {
    List<Value> results = new ArrayList<>(node.outputs().size());
    for (int i = 0; i < node.outputs().size(); i++) {
      results.add(node.output(i));
    }
    return results;
  }

  /** What stands for each of some values. */
  static <K, V> List<V> all(Map<K, V> known, Collection<K> keys) {
    List<V> values = new ArrayList<>(keys.size());
    for (K key : keys) {
      values.add(known.get(key));
    }
    return values;
  }

  /** The same graph computed from other values; inputs and variables stay. */
  static Graph replace(Graph graph, Map<Value, Value> known) {
    List<Graph.Output> outputs = new ArrayList<>();
    for (Graph.Output output : graph.outputs()) {
      Value value = output.value();
      outputs.add(new Graph.Output(output.name(), known.getOrDefault(value, value)));
    }
    List<Graph.Assign> assigns = new ArrayList<>();
    for (Graph.Assign assign : graph.assigns()) {
      Value variable = assign.variable();
      Value value = assign.value();
      assigns.add(
          new Graph.Assign(
              known.getOrDefault(variable, variable), known.getOrDefault(value, value)));
    }
    return new Graph(graph.inputs(), outputs, assigns);
  }
}
