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
    List<Value> loss =
        graph.outputs().stream()
            .filter(o -> o.name().equals(Program.LOSS))
            .map(Graph.Output::value)
            .toList();
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
    return Graph.topological(roots).stream().filter(n -> isExecuted(n)).toList();
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
    order.forEach(n -> n.inputs().forEach(v -> read.add(Liveness.root(v).node())));
    graph.outputValues().forEach(v -> read.add(Liveness.root(v).node()));
    Map<Node, Set<Value>> stores = new IdentityHashMap<>();
    for (Graph.Assign assign : graph.assigns()) {
      Node node = Liveness.root(assign.value()).node();
      if (isExecuted(node) && !read.contains(node)) {
        stores.computeIfAbsent(node, k -> new HashSet<>()).add(assign.variable());
      }
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

  /** The earliest place behind all operands and all readers of the variables. */
  private static int place(Node node, Set<Value> variables, List<Node> base) {
    Set<Node> operands = new HashSet<>();
    node.inputs().forEach(v -> operands.add(Liveness.root(v).node()));
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
