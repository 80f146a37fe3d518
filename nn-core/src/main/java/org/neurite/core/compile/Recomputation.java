package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Value;

/**
 * Gives a reduction a copy of the arithmetic that it reads, if others read that too: computing a
 * difference again costs nothing beside writing it to memory and reading it back. The mean of
 * squared differences of a batch normalisation thus becomes one pass that writes nothing.
 */
final class Recomputation {
  /** Most operations that are computed again. */
  private static final int MOST = 6;

  private final Map<Node, Set<Node>> readers = new HashMap<>();
  private final Set<Node> roots = new HashSet<>();

  private Recomputation(Graph graph) {
    graph.roots().forEach(v -> roots.add(v.node()));
    for (Node node : graph.nodes()) {
      node.inputs().forEach(v -> readers.computeIfAbsent(v.node(), k -> new HashSet<>()).add(node));
    }
  }

  static Graph apply(Graph graph) {
    Recomputation pass = new Recomputation(graph);
    return Rewriter.rewrite(graph, (old, node) -> pass.reduction(old, node));
  }

  private Optional<List<Value>> reduction(Node old, Node node) {
    if (!(node.op() instanceof Reduction.Reduce)) {
      return Optional.empty();
    }
    Set<Node> expression = new LinkedHashSet<>();
    collect(old.inputs().get(0).node(), expression);
    boolean isShared =
        expression.size() <= MOST
            && expression.stream().anyMatch(n -> !only(readers.get(n), expression, old));
    if (!isShared) {
      return Optional.empty();
    }
    Value copy = copy(old.inputs().get(0), node.inputs().get(0), expression, new HashMap<>());
    return Optional.of(List.of(new Node(node.op(), List.of(copy), node.path()).output(0)));
  }

  private static boolean only(Set<Node> nodes, Set<Node> expression, Node reduction) {
    return nodes.stream().allMatch(n -> n == reduction || expression.contains(n));
  }

  /** The cheap operations before a value that nobody needs in memory. */
  private void collect(Node node, Set<Node> expression) {
    if (isCheap(node) && !isWritten(node) && expression.add(node)) {
      node.inputs().forEach(v -> collect(v.node(), expression));
    }
  }

  private static boolean isCheap(Node node) {
    if (node.op() instanceof Elementwise.Binary binary) {
      return switch (binary.kind()) {
        case ADD, SUB, MUL, MIN, MAX, LT, LE, GT, GE, EQ, NE, AND, OR -> true;
        case DIV, POW -> false;
      };
    }
    if (node.op() instanceof Elementwise.Unary unary) {
      return switch (unary.kind()) {
        case NEG, ABS, SIGN, NOT -> true;
        default -> false;
      };
    }
    return node.op() instanceof Elementwise.Where;
  }

  /** Whether a value is in memory anyway, because somebody reads it who can't compute it. */
  private boolean isWritten(Node node) {
    return roots.contains(node)
        || !readers.get(node).stream()
            .allMatch(
                n ->
                    n.op() instanceof Reduction.Reduce
                        || n.op() instanceof Elementwise
                            && n.outputs().get(0).shape().equals(node.outputs().get(0).shape()));
  }

  /** A copy of a value in the old graph, from operands in the new one. */
  private static Value copy(Value old, Value known, Set<Node> expression, Map<Node, Value> copies) {
    if (!expression.contains(old.node())) {
      return known;
    }
    Value made = copies.get(old.node());
    if (made == null) {
      Node source = known.node();
      List<Value> operands = new ArrayList<>();
      for (int i = 0; i < source.inputs().size(); i++) {
        operands.add(copy(old.node().inputs().get(i), source.inputs().get(i), expression, copies));
      }
      made = new Node(source.op(), operands, source.path()).output(0);
      copies.put(old.node(), made);
    }
    return made;
  }
}
