package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Takes from a loop what would be computed from its history again. A backward loop begins with the
 * forward one's steps once more; {@link Hoisting} makes one product of their products, of carries
 * before each step with captured weights. But the forward loop had that product: so it emits it, or
 * the sum that it goes into.
 */
final class Recall {

  /**
   * What a value outside is.
   *
   * @param loop whose body has it at each step
   * @param inner which value of the body, stacked over the steps
   * @param isFlat whether steps and batch are one dimension
   */
  private record Known(Node loop, Value inner, boolean isFlat) {}

  private final Graph graph;
  private final UnaryOperator<Graph> simplify;
  private final Map<Node, Graph> bodies = new HashMap<>();
  private final Map<Value, Known> known = new HashMap<>();

  /** Values outside that begin with a product, as opposed to mere histories. */
  private final Set<Value> computed = new HashSet<>();

  private Recall(Graph graph, UnaryOperator<Graph> simplify) {
    this.graph = graph;
    this.simplify = simplify;
  }

  /**
   * Does so for all loops of a graph.
   *
   * @param graph a graph whose loops are hoisted
   * @param simplify the rewriting that bodies have undergone
   * @return an equal graph
   */
  static Graph apply(Graph graph, UnaryOperator<Graph> simplify) {
    return new Recall(graph, simplify).rewritten();
  }

  private Graph rewritten() {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Scan scan) {
        learn(scan, node);
      } else {
        recognise(node)
            .ifPresent(
                found -> {
                  known.put(node.output(0), found);
                  if (node.op() instanceof LinearOps.MatMul
                      || node.inputs().stream().anyMatch(computed::contains)) {
                    computed.add(node.output(0));
                  }
                });
      }
    }
    Map<Value, Known> wanted = wanted();
    return wanted.isEmpty() ? graph : recalling(wanted);
  }

  private void learn(Scan scan, Node loop) {
    Graph body = simplify.apply(scan.body());
    bodies.put(loop, body);
    for (int carry = 0; carry < scan.carries(); carry++) {
      known.put(loop.output(scan.history(carry)), new Known(loop, body.inputs().get(carry), false));
    }
  }

  private Optional<Known> recognise(Node node) {
    Known first = node.inputs().isEmpty() ? null : known.get(node.inputs().get(0));
    if (node.op() instanceof ShapeOps.Reshape reshape
        && first != null
        && first.inner().shape().rank() > 0) {
      Shape stacked = stacked(first);
      boolean same = reshape.shape().equals(first.isFlat() ? stacked : flat(stacked));
      return same
          ? Optional.of(new Known(first.loop(), first.inner(), !first.isFlat()))
          : Optional.empty();
    }
    if (node.op() instanceof LinearOps.MatMul && first != null && first.isFlat()) {
      return captured(first.loop(), node.inputs().get(1))
          .flatMap(w -> inner(first.loop(), node.op(), List.of(first.inner(), w)))
          .map(product -> new Known(first.loop(), product, true));
    }
    if (node.op() instanceof Elementwise.Binary) {
      return node.inputs().stream()
          .filter(v -> computed.contains(v) && !known.get(v).isFlat())
          .findFirst()
          .map(v -> known.get(v).loop())
          .flatMap(loop -> binary(loop, node));
    }
    return Optional.empty();
  }

  private Optional<Known> binary(Node loop, Node node) {
    List<Optional<Value>> operands = node.inputs().stream().map(v -> operand(loop, v)).toList();
    return operands.stream().allMatch(Optional::isPresent)
        ? inner(loop, node.op(), operands.stream().map(Optional::get).toList())
            .map(value -> new Known(loop, value, false))
        : Optional.empty();
  }

  /** What stands in a loop's body for a value outside that has all steps. */
  private Optional<Value> operand(Node loop, Value value) {
    Known there = known.get(value);
    if (there != null && there.loop().equals(loop) && !there.isFlat()) {
      return Optional.of(there.inner());
    }
    Scan scan = (Scan) loop.op();
    int slice = loop.inputs().subList(0, scan.carries() + scan.scanned()).lastIndexOf(value);
    if (slice >= scan.carries()) {
      return Optional.of(body(loop).inputs().get(slice));
    }
    if (value.op() instanceof ShapeOps.Broadcast broadcast) {
      Shape shape = broadcast.shape().without(0);
      return captured(loop, value.node().inputs().get(0))
          .flatMap(v -> inner(loop, new ShapeOps.Broadcast(shape), List.of(v)));
    }
    return Optional.empty();
  }

  private Optional<Value> captured(Node loop, Value value) {
    Scan scan = (Scan) loop.op();
    int index = loop.inputs().lastIndexOf(value);
    return index >= scan.carries() + scan.scanned()
        ? Optional.of(body(loop).inputs().get(index))
        : Optional.empty();
  }

  /** The body's own result of an operation on values of it. */
  private Optional<Value> inner(Node loop, Op op, List<Value> operands) {
    return body(loop).nodes().stream()
        .filter(n -> n.op().equals(op) && n.inputs().equals(operands))
        .findFirst()
        .map(n -> n.output(0));
  }

  private Graph body(Node loop) {
    return bodies.get(loop);
  }

  private static Shape stacked(Known value) {
    return value.inner().shape().insert(0, Dim.of(((Scan) value.loop().op()).length()));
  }

  private static Shape flat(Shape shape) {
    return shape.without(0).with(0, shape.dim(0).times(shape.dim(1)));
  }

  /** Computed values that something else is made from. */
  private Map<Value, Known> wanted() {
    Set<Value> needed = new HashSet<>(graph.roots());
    graph.nodes().stream()
        .filter(n -> n.outputs().isEmpty() || !known.containsKey(n.output(0)))
        .forEach(n -> needed.addAll(n.inputs()));
    Map<Value, Known> wanted = new LinkedHashMap<>();
    graph.nodes().stream()
        .filter(n -> n.outputs().size() == 1)
        .map(n -> n.output(0))
        .filter(v -> computed.contains(v) && needed.contains(v))
        .forEach(v -> wanted.put(v, known.get(v)));
    return wanted;
  }

  private Graph recalling(Map<Value, Known> wanted) {
    Map<Node, List<Value>> emitted = new HashMap<>();
    wanted
        .values()
        .forEach(
            value -> {
              List<Value> values = emitted.computeIfAbsent(value.loop(), loop -> new ArrayList<>());
              if (!values.contains(value.inner())) {
                values.add(value.inner());
              }
            });
    Map<Node, Node> changed = new HashMap<>();
    return Rewriter.rewrite(
        graph,
        (old, node) -> {
          if (emitted.containsKey(old)) {
            Node loop = emitting(old, node, emitted.get(old));
            changed.put(old, loop);
            return Optional.of(results((Scan) old.op(), loop));
          }
          Known value = old.outputs().size() == 1 ? wanted.get(old.output(0)) : null;
          return value == null
              ? Optional.empty()
              : Optional.of(List.of(emission(value, emitted, changed, node)));
        });
  }

  private Node emitting(Node old, Node node, List<Value> more) {
    Scan scan = (Scan) old.op();
    List<Value> results = new ArrayList<>(body(old).outputValues());
    results.addAll(more);
    Graph body = Graph.body(body(old).inputs(), results);
    return new Node(
        new Scan(body, scan.carries(), scan.scanned(), scan.length(), scan.reverse()),
        node.inputs(),
        node.path());
  }

  /** The old loop's results among those of the new one, whose histories come later. */
  private static List<Value> results(Scan old, Node loop) {
    Scan scan = (Scan) loop.op();
    List<Value> values = new ArrayList<>();
    IntStream.range(0, old.history(0)).mapToObj(loop::output).forEach(values::add);
    IntStream.range(0, old.carries())
        .mapToObj(carry -> loop.output(scan.history(carry)))
        .forEach(values::add);
    return values;
  }

  private static Value emission(
      Known value, Map<Node, List<Value>> emitted, Map<Node, Node> changed, Node like) {
    int index =
        ((Scan) value.loop().op()).history(0) + emitted.get(value.loop()).indexOf(value.inner());
    Value result = changed.get(value.loop()).output(index);
    return value.isFlat()
        ? new Node(new ShapeOps.Reshape(flat(result.shape())), List.of(result), like.path())
            .output(0)
        : result;
  }
}
