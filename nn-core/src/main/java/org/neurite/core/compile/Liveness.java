package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;

/** From when to when each value is needed. A reshaped value is its operand under another shape. */
final class Liveness {
  /** In the order of first use. */
  private final Map<Value, Integer> lastUse = new LinkedHashMap<>();

  /** For each instruction. */
  private final List<List<Value>> dying = new ArrayList<>();

  private final Set<Value> outputs = new HashSet<>();

  Liveness(Graph graph, List<Node> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      dying.add(new ArrayList<>());
      for (Value value : nodes.get(i).inputs()) {
        lastUse.put(root(value), i);
      }
    }
    for (Value value : graph.outputValues()) {
      outputs.add(root(value));
    }
    for (Value value : graph.roots()) {
      lastUse.put(root(value), Integer.MAX_VALUE);
    }
    for (Map.Entry<Value, Integer> use : lastUse.entrySet()) {
      if (use.getValue() < nodes.size()) {
        dying.get(use.getValue()).add(use.getKey());
      }
    }
  }

  /** The value that is really computed: operands of reshapes all the way down. */
  static Value root(Value value) {
    return value.op() instanceof ShapeOps.Reshape ? root(value.node().inputs().get(0)) : value;
  }

  /** The values that nobody reads after an instruction, in a deterministic order. */
  List<Value> dyingAt(int index) {
    return dying.get(index);
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
