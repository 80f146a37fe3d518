package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Takes out of a loop what no step needs from another. A slice times a captured matrix: one product
 * of all slices before the loop. A carry to which each step adds a product or a sum over the batch:
 * one product or sum of all steps' operands after the loop. A captured constant becomes one of the
 * body. In the backward loop of a recurrent layer both are most of the work, and a single large
 * product is several times as fast as many small ones.
 */
final class Hoisting {
  /** How many times as large as what a loop reads or writes anyway a value may be. */
  private static final int MOST_GROWTH = 8;

  private final Scan op;
  private final Node node;
  private final Graph body;
  private final Set<Value> used;
  private final Dim steps;

  /** Numbers per sample of the largest value that the loop reads or writes at each step. */
  private final long widest;

  /** Values of the body that are known before the loop: what they are stacked over the steps. */
  private final Map<Value, Value> stacked = new LinkedHashMap<>();

  /** Those of them that were computed in the body. */
  private final Set<Value> hoisted = new HashSet<>();

  /** Carries that become sums after the loop. */
  private final Map<Integer, Node> sums = new LinkedHashMap<>();

  /** Results of the new body: new carries, then what is emitted. */
  private final List<Value> results = new ArrayList<>();

  private final List<Integer> kept = new ArrayList<>();

  private Hoisting(Scan op, Node node, Graph body, Set<Value> used) {
    this.op = op;
    this.node = node;
    this.body = body;
    this.used = used;
    this.steps = Dim.of(op.length());
    this.widest =
        Stream.concat(
                body.inputs().subList(op.carries(), op.carries() + op.scanned()).stream(),
                body.outputValues().stream().skip(op.carries()))
            .mapToLong(v -> v.shape().elements(1))
            .max()
            .orElse(0);
  }

  /** Whether there is anything to do. */
  static boolean hasLoops(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Scan) {
        return true;
      }
    }
    return false;
  }

  /**
   * Does so in all loops of a graph.
   *
   * @param graph a graph
   * @param simplify makes the body of a loop simple enough to recognise what can go
   * @return an equal graph
   */
  static Graph apply(Graph graph, UnaryOperator<Graph> simplify) {
    Set<Value> used = new HashSet<>(graph.roots());
    graph.nodes().forEach(n -> used.addAll(n.inputs()));
    return Rewriter.rewrite(
        graph,
        (old, node) -> {
          if (!(node.op() instanceof Scan scan)) {
            return Optional.empty();
          }
          Set<Value> present = new HashSet<>();
          IntStream.range(0, old.outputs().size())
              .filter(i -> used.contains(old.output(i)))
              .forEach(i -> present.add(node.output(i)));
          return new Hoisting(scan, node, simplify.apply(scan.body()), present).hoist();
        });
  }

  private Optional<List<Value>> hoist() {
    for (int i = op.carries(); i < op.carries() + op.scanned(); i++) {
      stacked.put(body.inputs().get(i), node.inputs().get(i));
    }
    for (Node inner : body.nodes()) {
      before(inner)
          .ifPresent(
              value -> {
                stacked.put(inner.output(0), value);
                hoisted.add(inner.output(0));
              });
    }
    for (int carry = 0; carry < op.carries(); carry++) {
      Optional<Node> sum = sum(carry);
      if (sum.isPresent()) {
        sums.put(carry, sum.get());
      } else {
        kept.add(carry);
      }
    }
    Map<Value, Value> constants = constants();
    return hoisted.isEmpty() && sums.isEmpty() && constants.isEmpty()
        ? Optional.empty()
        : Optional.of(rebuilt(constants));
  }

  // ---- before the loop --------------------------------------------------------------------------

  private Optional<Value> before(Node inner) {
    if (inner.op() instanceof LinearOps.MatMul product) {
      Value a = inner.inputs().get(0);
      Value b = inner.inputs().get(1);
      boolean suits = stacked.containsKey(a) && captured(b).isPresent() && !product.transposeA();
      return suits && a.shape().rank() == 2 && b.shape().rank() == 2 && isModest(inner.output(0))
          ? Optional.of(productOfAll(inner, flat(stacked.get(a)), captured(b).get()))
          : Optional.empty();
    }
    if (inner.op() instanceof Elementwise.Binary
        && inner.inputs().stream().anyMatch(hoisted::contains)) {
      List<Optional<Value>> operands =
          inner.inputs().stream().map(v -> outside(v, inner.output(0).shape())).toList();
      return operands.stream().allMatch(Optional::isPresent)
          ? Optional.of(at(inner, inner.op(), operands.stream().map(Optional::get).toList()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Whether keeping a value of all steps takes not much more than what is kept anyway. */
  private boolean isModest(Value value) {
    return value.shape().elements(1) <= MOST_GROWTH * widest;
  }

  private Value productOfAll(Node inner, Value left, Value right) {
    Value product = at(inner, inner.op(), List.of(left, right));
    Shape shape = inner.output(0).shape().insert(0, steps);
    return at(inner, new ShapeOps.Reshape(shape), List.of(product));
  }

  /** An operand that lines up with a result that is stacked. */
  private Optional<Value> outside(Value operand, Shape result) {
    if (stacked.containsKey(operand)) {
      return Optional.of(stacked.get(operand));
    }
    Value source =
        operand.op() instanceof ShapeOps.Broadcast ? operand.node().inputs().get(0) : operand;
    ShapeOps.Broadcast spread = new ShapeOps.Broadcast(result.insert(0, steps));
    return captured(source).map(v -> at(operand.node(), spread, List.of(v)));
  }

  private Optional<Value> captured(Value value) {
    int index = body.inputs().indexOf(value);
    return index >= op.carries() + op.scanned()
        ? Optional.of(node.inputs().get(index))
        : Optional.empty();
  }

  /** A number that is the same everywhere is one in the body too, rather than an array to read. */
  private Map<Value, Value> constants() {
    Map<Value, Value> constants = new LinkedHashMap<>();
    for (int i = op.carries() + op.scanned(); i < body.inputs().size(); i++) {
      Value parameter = body.inputs().get(i);
      OptionalDouble number = Folding.constant(node.inputs().get(i));
      if (number.isPresent() && parameter.dataType().isFloating()) {
        constants.put(parameter, Folding.filled(number.getAsDouble(), parameter.node()));
      }
    }
    return constants;
  }

  // ---- after the loop ---------------------------------------------------------------------------

  private Optional<Node> sum(int carry) {
    return used.contains(node.output(op.history(carry)))
        ? Optional.empty()
        : RunningSums.term(body, carry)
            .filter(term -> term.inputs().stream().noneMatch(v -> captured(v).isPresent()))
            .filter(term -> term.inputs().stream().allMatch(this::isModest));
  }

  private Value total(int carry, Node loop) {
    Node term = sums.get(carry);
    List<Value> operands = term.inputs().stream().map(v -> flat(stackedResult(v, loop))).toList();
    Value sum = at(term, term.op(), operands);
    return at(
        term,
        new Elementwise.Binary(Elementwise.BinaryKind.ADD),
        List.of(node.inputs().get(carry), sum));
  }

  private Value stackedResult(Value value, Node loop) {
    Value known = stacked.get(value);
    if (known != null) {
      return known;
    }
    int carry = body.inputs().indexOf(value);
    int index =
        carry < 0
            ? results.subList(kept.size(), results.size()).indexOf(value) + kept.size()
            : ((Scan) loop.op()).history(kept.indexOf(carry));
    return loop.output(index);
  }

  // ---- the loop itself --------------------------------------------------------------------------

  private List<Value> rebuilt(Map<Value, Value> constants) {
    kept.forEach(carry -> results.add(body.outputValues().get(carry)));
    results.addAll(body.outputValues().subList(op.carries(), body.outputs().size()));
    for (Node term : sums.values()) {
      for (Value operand : term.inputs()) {
        boolean isThere =
            stacked.containsKey(operand)
                || body.inputs().contains(operand)
                || results.subList(kept.size(), results.size()).contains(operand);
        if (!isThere) {
          results.add(operand);
        }
      }
    }
    Map<Value, Value> slices = new LinkedHashMap<>();
    hoisted.forEach(v -> slices.put(v, parameter(v)));
    List<Value> parameters = new ArrayList<>(body.inputs());
    parameters.addAll(slices.values());
    Map<Value, Value> others = new LinkedHashMap<>(constants);
    others.putAll(slices);
    Graph changed =
        Rewriter.rewrite(
            Graph.body(parameters, results),
            (old, inner) -> Optional.ofNullable(others.get(old.output(0))).map(List::of));
    return replaced(looped(changed, slices));
  }

  private static Value parameter(Value value) {
    return new Node(new Leaf.Input("slice", value.type()), List.of(), value.node().path())
        .output(0);
  }

  /** The loop with the parameters that its body still needs. */
  private Node looped(Graph changed, Map<Value, Value> slices) {
    Set<Value> needed = new HashSet<>(changed.outputValues());
    changed.nodes().forEach(n -> needed.addAll(n.inputs()));
    List<Value> parameters = new ArrayList<>();
    List<Value> operands = new ArrayList<>();
    kept.forEach(carry -> add(carry, parameters, operands));
    int scannedEnd = op.carries() + op.scanned();
    IntStream.range(op.carries(), scannedEnd)
        .filter(i -> needed.contains(body.inputs().get(i)))
        .forEach(i -> add(i, parameters, operands));
    slices.forEach(
        (value, parameter) -> {
          if (needed.contains(parameter)) {
            parameters.add(parameter);
            operands.add(stacked.get(value));
          }
        });
    int scanned = parameters.size() - kept.size();
    IntStream.range(scannedEnd, body.inputs().size())
        .filter(i -> needed.contains(body.inputs().get(i)))
        .forEach(i -> add(i, parameters, operands));
    Graph inner = Graph.body(parameters, changed.outputValues());
    return new Node(
        new Scan(inner, kept.size(), scanned, op.length(), op.reverse()), operands, node.path());
  }

  private void add(int index, List<Value> parameters, List<Value> operands) {
    parameters.add(body.inputs().get(index));
    operands.add(node.inputs().get(index));
  }

  /** What stands for each result of the old loop. A history that nobody reads stays what it was. */
  private List<Value> replaced(Node loop) {
    Scan changed = (Scan) loop.op();
    List<Value> values = new ArrayList<>();
    for (int carry = 0; carry < op.carries(); carry++) {
      values.add(sums.containsKey(carry) ? total(carry, loop) : loop.output(kept.indexOf(carry)));
    }
    IntStream.range(0, op.emitted()).forEach(i -> values.add(loop.output(kept.size() + i)));
    for (int carry = 0; carry < op.carries(); carry++) {
      values.add(
          sums.containsKey(carry)
              ? node.output(op.history(carry))
              : loop.output(changed.history(kept.indexOf(carry))));
    }
    return values;
  }

  /** {@code [T, N, ..]} as {@code [T * N, ..]}. */
  private Value flat(Value value) {
    Shape shape = value.shape();
    Dim rows = shape.dim(0).times(shape.dim(1));
    return new Node(
            new ShapeOps.Reshape(shape.without(0).with(0, rows)),
            List.of(value),
            value.node().path())
        .output(0);
  }

  private static Value at(Node like, Op op, List<Value> operands) {
    return new Node(op, operands, like.path()).output(0);
  }
}
