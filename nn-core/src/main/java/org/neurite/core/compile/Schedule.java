package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.program.Program;

/**
 * The order of execution: what the loss needs, then the rest, and each update of a variable as soon
 * as nobody reads the old value any more.
 *
 * @param nodes the nodes that become instructions, in order
 * @param lossEnd how many of them the loss needs; they come first
 */
record Schedule(List<Node> nodes, int lossEnd) {

  static Schedule of(Graph graph) {
    List<Value> loss = new ArrayList<>();
    for (Graph.Output output : graph.outputs()) {
      if (output.name().equals(Program.LOSS)) {
        loss.add(output.value());
      }
    }
    List<Value> roots = new ArrayList<>(loss);
    roots.addAll(graph.outputValues());
    for (int i = graph.assigns().size() - 1; i >= 0; i--) {
      roots.add(graph.assigns().get(i).value());
    }
    Set<Node> order = new LinkedHashSet<>(executed(loss));
    int lossEnd = order.size();
    order.addAll(executed(roots));
    return new Schedule(delayed(new ArrayList<>(order), graph, lossEnd), lossEnd);
  }

  private static List<Node> executed(List<Value> roots) {
    List<Node> executed = new ArrayList<>();
    for (Node node : Graph.topological(roots)) {
      if (isExecuted(node)) {
        executed.add(node);
      }
    }
    return executed;
  }

  /** Whether a node becomes an instruction; the others are slots or other views of them. */
  static boolean isExecuted(Node node) {
    return !(node.op() instanceof Leaf.Input)
        && !(node.op() instanceof Leaf.Variable)
        && !(node.op() instanceof Leaf.Constant)
        && !(node.op() instanceof ShapeOps.Reshape);
  }

  /** Moves nodes that only store to variables behind the last reader of the old values. */
  private static List<Node> delayed(List<Node> order, Graph graph, int lossEnd) {
    Set<Node> read = new HashSet<>();
    for (Node node : order) {
      addComputing(node.inputs(), read);
    }
    addComputing(graph.outputValues(), read);
    Map<Node, Set<Value>> stores = new IdentityHashMap<>();
    for (Graph.Assign assign : graph.assigns()) {
      Node node = Liveness.root(assign.value()).node();
      if (isExecuted(node) && !read.contains(node)) {
        stores.computeIfAbsent(node, k -> new HashSet<>()).add(assign.variable());
      }
    }
    if (stores.isEmpty()) {
      return order;
    }
    List<Node> base = order.stream().filter(n -> !stores.containsKey(n)).toList();
    TreeMap<Integer, List<Node>> places = new TreeMap<>();
    for (Node node : order) {
      if (stores.containsKey(node)) {
        int place = Math.max(lossEnd, place(node, stores.get(node), base));
        places.computeIfAbsent(place, k -> new ArrayList<>()).add(node);
      }
    }
    List<Node> result = new ArrayList<>();
    for (int i = 0; i <= base.size(); i++) {
      result.addAll(places.getOrDefault(i, List.of()));
      if (i < base.size()) {
        result.add(base.get(i));
      }
    }
    return result;
  }

  /** Adds the nodes that compute values. */
  private static void addComputing(List<Value> values, Set<Node> nodes) {
    for (Value value : values) {
      nodes.add(Liveness.root(value).node());
    }
  }

  /** The earliest place behind all operands and all readers of the variables. */
  private static int place(Node node, Set<Value> variables, List<Node> base) {
    Set<Node> operands = new HashSet<>();
    addComputing(node.inputs(), operands);
    for (int i = base.size() - 1; i >= 0; i--) {
      Node other = base.get(i);
      if (operands.contains(other)
          || other.inputs().stream().anyMatch(v -> variables.contains(Liveness.root(v)))) {
        return i + 1;
      }
    }
    return 0;
  }
}
