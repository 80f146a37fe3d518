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
 * Gives a reduction a copy of the simple operations before it, where a group would write their
 * value for the reduction alone, beside others: squaring a number again costs nothing beside
 * writing the square to memory and reading it back.
 */
final class Recomputation {

  /**
   * The graph with the copies.
   *
   * @param graph the graph
   * @param copies nodes that belong to a reduction, not to the group of what they read
   */
  record Result(Graph graph, Set<Node> copies) {}

  /** Most operations that are computed again. */
  private static final int MOST = 6;

  private final Map<Node, List<Node>> groups;
  private final Map<Node, Set<Node>> readers = new HashMap<>();
  private final Set<Node> roots = new HashSet<>();
  private final Set<Node> copies = new HashSet<>();

  private Recomputation(Graph graph) {
    groups = Grouping.of(graph, Set.of());
    graph.roots().forEach(v -> roots.add(v.node()));
    for (Node node : graph.nodes()) {
      node.inputs().forEach(v -> readers.computeIfAbsent(v.node(), k -> new HashSet<>()).add(node));
    }
  }

  static Result apply(Graph graph) {
    Recomputation pass = new Recomputation(graph);
    return new Result(Rewriter.rewrite(graph, pass::reduction), pass.copies);
  }

  private Optional<List<Value>> reduction(Node old, Node node) {
    if (!(node.op() instanceof Reduction.Reduce)) {
      return Optional.empty();
    }
    Set<Node> expression = new LinkedHashSet<>();
    boolean pays =
        groups.containsKey(old.inputs().get(0).node())
            && collect(old.inputs().get(0).node(), expression)
            && expression.stream().anyMatch(n -> isReadBeside(n, expression, old));
    if (!pays) {
      return Optional.empty();
    }
    Value copy = copy(old.inputs().get(0), node.inputs().get(0), expression, new HashMap<>());
    return Optional.of(List.of(new Node(node.op(), List.of(copy), node.path()).output(0)));
  }

  /** Whether an operation takes part in more than one of its group's results. */
  private boolean isReadBeside(Node node, Set<Node> expression, Node reduction) {
    return node.inputs().stream()
            .anyMatch(
                v -> groups.get(v.node()) == groups.get(node) && !expression.contains(v.node()))
        || readers.get(node).stream().anyMatch(n -> n != reduction && !expression.contains(n));
  }

  /** The operations of a group before a value that nobody needs in memory; false if it must be. */
  private boolean collect(Node node, Set<Node> expression) {
    if (isWritten(node) || !isCheap(node)) {
      return false;
    }
    expression.add(node);
    for (Value input : node.inputs()) {
      Node operand = input.node();
      boolean isOutside = groups.get(operand) != groups.get(node) || isWritten(operand);
      if (!isOutside && !expression.contains(operand) && !collect(operand, expression)) {
        return false;
      }
    }
    return expression.size() <= MOST;
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

  /** Whether a value leaves its group for more than reductions. */
  private boolean isWritten(Node node) {
    return roots.contains(node)
        || readers.get(node).stream()
            .anyMatch(
                n ->
                    groups.get(n) != groups.get(node)
                        && !(n.op() instanceof Reduction.Reduce && isCheap(node)));
  }

  /** A copy of a value in the old graph, from operands in the new one. */
  private Value copy(Value old, Value known, Set<Node> expression, Map<Node, Value> made) {
    if (!expression.contains(old.node())) {
      return known;
    }
    if (!made.containsKey(old.node())) {
      Node source = known.node();
      List<Value> operands = new ArrayList<>();
      for (int i = 0; i < source.inputs().size(); i++) {
        operands.add(copy(old.node().inputs().get(i), source.inputs().get(i), expression, made));
      }
      Node copy = new Node(source.op(), operands, source.path());
      copies.add(copy);
      made.put(old.node(), copy.output(0));
    }
    return made.get(old.node());
  }
}
