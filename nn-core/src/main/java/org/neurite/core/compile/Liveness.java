package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;

/** From when to when each value is needed. A reshaped value is its operand under another shape. */
final class Liveness {
  private final Map<Value, Integer> lastUse = new HashMap<>();
  private final Map<Integer, List<Value>> dying = new HashMap<>();
  private final Set<Value> outputs = new HashSet<>();

  Liveness(Graph graph, List<Node> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      for (Value value : nodes.get(i).inputs()) {
        lastUse.put(root(value), i);
      }
    }
    graph.outputValues().forEach(v -> outputs.add(root(v)));
    graph.roots().forEach(v -> lastUse.put(root(v), Integer.MAX_VALUE));
    lastUse.forEach((v, i) -> dying.computeIfAbsent(i, k -> new ArrayList<>()).add(v));
    Map<Value, Integer> order = new HashMap<>();
    nodes.forEach(n -> n.inputs().forEach(v -> order.putIfAbsent(root(v), order.size())));
    dying
        .values()
        .forEach(l -> l.sort(java.util.Comparator.comparing(v -> order.getOrDefault(v, -1))));
  }

  /** The value that is really computed: operands of reshapes all the way down. */
  static Value root(Value value) {
    return value.op() instanceof ShapeOps.Reshape ? root(value.node().inputs().get(0)) : value;
  }

  /** The values that nobody reads after an instruction, in a deterministic order. */
  List<Value> dyingAt(int index) {
    return dying.getOrDefault(index, List.of());
  }

  boolean isUsed(Value value) {
    return lastUse.containsKey(value);
  }

  boolean isOutput(Value value) {
    return outputs.contains(value);
  }

  /** Index of the last reader; the largest int if it is an output or stored. */
  int lastUse(Value root) {
    return lastUse.getOrDefault(root, -1);
  }
}
