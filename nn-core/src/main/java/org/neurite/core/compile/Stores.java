package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.TensorType;

/** Decides which new values are written straight into their variable, and which are copied. */
final class Stores {
  private final Map<Value, Value> targets = new HashMap<>();
  private final List<Graph.Assign> copied = new ArrayList<>();

  Stores(Graph graph, Schedule schedule, Liveness liveness, Set<Pass> passes) {
    Set<Value> kept = new HashSet<>();
    for (Value value : graph.outputValues()) {
      kept.add(Liveness.root(value));
    }
    for (Graph.Assign assign : graph.assigns()) {
      kept.add(Liveness.root(assign.value()));
    }
    for (Graph.Assign assign : graph.assigns()) {
      Value root = Liveness.root(assign.value());
      boolean direct =
          passes.contains(Pass.IN_PLACE)
              && !liveness.isOutput(root)
              && !targets.containsKey(root)
              && !kept.contains(assign.variable())
              && comesLast(root, assign.variable(), schedule);
      if (direct) {
        targets.put(root, assign.variable());
      } else if (!root.equals(assign.variable())) {
        copied.add(assign);
      }
    }
  }

  /** Whether the node that computes a value runs after all readers of the variable. */
  private static boolean comesLast(Value root, Value variable, Schedule schedule) {
    int index = schedule.nodes().indexOf(root.node());
    if (index < schedule.lossEnd()) {
      return false;
    }
    for (int i = index; i < schedule.nodes().size(); i++) {
      Node node = schedule.nodes().get(i);
      boolean reads = reads(node, variable);
      boolean overwrites = i == index && isPointwise(node) && reads(node, variable, root.type());
      if (reads && !overwrites) {
        return false;
      }
    }
    return true;
  }

  /** Whether a node computes element i from element i of its full operands only. */
  static boolean isPointwise(Node node) {
    return node.op() instanceof Elementwise
        || node.op() instanceof Lowered.Fused fused && fused.reduction().isEmpty();
  }

  /** Whether a node reads a value, and only as exactly the given type. */
  static boolean reads(Node node, Value root, TensorType type) {
    for (Value input : node.inputs()) {
      if (Liveness.root(input).equals(root) && !input.type().equals(type)) {
        return false;
      }
    }
    return reads(node, root);
  }

  private static boolean reads(Node node, Value root) {
    for (Value input : node.inputs()) {
      if (Liveness.root(input).equals(root)) {
        return true;
      }
    }
    return false;
  }

  /** The variable that a value is written to directly. */
  Optional<Value> target(Value root) {
    return Optional.ofNullable(targets.get(root));
  }

  /** The assignments that need a copy. */
  List<Graph.Assign> copied() {
    return copied;
  }
}
