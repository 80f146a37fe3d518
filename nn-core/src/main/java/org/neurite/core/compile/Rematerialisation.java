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
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;

/**
 * Lets every group that reads a shifted or scaled value shift or scale it itself, where numbers are
 * broadcast to do so: it reads no more than before, and the value need not be written. So it is
 * with the deviations from a mean.
 */
final class Rematerialisation {
  private final Set<Node> apart;
  private final Set<Node> stillApart = new HashSet<>();
  private final Map<Node, List<Node>> groups;
  private final Map<Node, Set<Node>> readers = new HashMap<>();
  private final Set<Node> roots = new HashSet<>();
  private final Map<Node, Boolean> candidates = new HashMap<>();

  /** What each group, or each reduction that is in none, has of its own. */
  private final Map<Node, Map<Value, Value>> copies = new HashMap<>();

  private Rematerialisation(Graph graph, Set<Node> apart) {
    this.apart = apart;
    groups = Grouping.of(graph, apart);
    graph.roots().forEach(v -> roots.add(v.node()));
    for (Node node : graph.nodes()) {
      node.inputs().forEach(v -> readers.computeIfAbsent(v.node(), k -> new HashSet<>()).add(node));
    }
  }

  static Recomputation.Result apply(Recomputation.Result before) {
    Rematerialisation pass = new Rematerialisation(before.graph(), before.copies());
    return new Recomputation.Result(
        Rewriter.rewrite(before.graph(), pass::reader), pass.stillApart);
  }

  private Optional<List<Value>> reader(Node old, Node node) {
    List<Value> inputs = new ArrayList<>(node.inputs());
    for (int i = 0; i < inputs.size(); i++) {
      if (candidates.computeIfAbsent(old.inputs().get(i).node(), this::isCandidate)) {
        inputs.set(i, copy(old, old.inputs().get(i), inputs.get(i).node()));
      }
    }
    Node reader = inputs.equals(node.inputs()) ? node : new Node(node.op(), inputs, node.path());
    if (apart.contains(old)) {
      stillApart.add(reader);
    }
    return reader == node ? Optional.empty() : Optional.of(List.of(reader.output(0)));
  }

  private Value copy(Node reader, Value value, Node source) {
    return copies
        .computeIfAbsent(unit(reader), k -> new HashMap<>())
        .computeIfAbsent(
            value, k -> new Node(source.op(), source.inputs(), source.path()).output(0));
  }

  /** What is computed together with a node: the first node of its group. */
  private Node unit(Node node) {
    return groups.getOrDefault(node, List.of(node)).get(0);
  }

  private boolean isCandidate(Node node) {
    return isShift(node)
        && !roots.contains(node)
        && groups.get(node).size() == 1
        && readers.get(node).stream().allMatch(this::hasRoom)
        && readers.get(node).stream().map(this::unit).distinct().count() > 1;
  }

  private boolean hasRoom(Node reader) {
    return groups.containsKey(reader)
        ? groups.get(reader).size() < Grouping.MAX_MEMBERS
        : reader.op() instanceof Reduction.Reduce;
  }

  /** Whether a number that is broadcast is added to, or multiplies, a value that is not. */
  private static boolean isShift(Node node) {
    boolean isSimple =
        node.op() instanceof Elementwise.Binary binary
            && switch (binary.kind()) {
              case ADD, SUB, MUL -> true;
              default -> false;
            };
    return isSimple
        && node.inputs().stream().filter(Rematerialisation::isBroadcast).count() == 1
        && node.inputs().stream().noneMatch(v -> v.op() instanceof LinearOps); // it finishes that
  }

  private static boolean isBroadcast(Value value) {
    return value.op() instanceof ShapeOps.Broadcast;
  }
}
