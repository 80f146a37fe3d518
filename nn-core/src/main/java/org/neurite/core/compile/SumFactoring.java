package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Shape;

/**
 * Takes factors that are equal along the axes of a sum out of it, where that makes it equal to
 * another sum, and leaves out terms whose sum is zero: the gradient of a batch normalisation needs
 * two sums over its input, where the chain rule writes five.
 *
 * <p>Factors may be there to keep numbers in range, so they stay where nothing is gained, and where
 * they scale what is squared. What would make a sum NaN still does.
 */
final class SumFactoring {
  /** Most factors of a product, and most terms that are left out. */
  private static final int MOST = 32;

  private final Map<Node, Integer> positions = new HashMap<>();
  private final Map<Node, Sum> sums = new HashMap<>();

  /** How many sums add up the same along the same axes. */
  private final Map<Core, Integer> counts = new HashMap<>();

  /** Values of the old graph in the new one. */
  private final Map<Value, Value> known = new HashMap<>();

  /** What is added up, along which axes: a product, whose factors are in the order of the graph. */
  private record Core(List<Integer> axes, List<Value> product) {}

  private SumFactoring(Graph graph) {
    graph.nodes().forEach(n -> positions.put(n, positions.size()));
    for (Node node : graph.nodes()) {
      if (isSum(node)) {
        Sum sum = new Sum(node);
        sums.put(node, sum);
        counts.merge(sum.core(), 1, Integer::sum);
      }
    }
  }

  static Graph apply(Graph graph) {
    SumFactoring pass = new SumFactoring(graph);
    return Rewriter.rewrite(graph, pass::simpler);
  }

  private static boolean isSum(Node node) {
    return node.op() instanceof Reduction.Reduce reduce
        && reduce.kind() == Reduction.Kind.SUM
        && node.outputs().get(0).dataType().isFloating();
  }

  private Optional<List<Value>> simpler(Node old, Node node) {
    for (int i = 0; i < old.inputs().size(); i++) {
      known.put(old.inputs().get(i), node.inputs().get(i));
    }
    return Optional.ofNullable(sums.get(old))
        .filter(sum -> sum.isZero() || sum.isTakenApart() && counts.get(sum.core()) > 1)
        .map(sum -> List.of(sum.build()));
  }

  /** One sum, taken apart. */
  private final class Sum {
    private final Node old;
    private final List<Integer> axes;
    private final Shape kept;
    private final ZeroSums zeros;

    /** What is taken out. */
    private final List<Value> factors = new ArrayList<>();

    /** What has to be finite for the terms that are left out to be zero. */
    private final Set<Value> witnesses = new LinkedHashSet<>();

    /** What remains to be added up: a product; nothing if the sum is zero. */
    private List<Value> product;

    private boolean isNegative;

    Sum(Node old) {
      this.old = old;
      axes = ((Reduction.Reduce) old.op()).axes();
      Value summand = old.inputs().get(0);
      product = List.of(summand);
      Op keeping = new Reduction.Reduce(Reduction.Kind.SUM, axes, true);
      kept = keeping.infer(List.of(summand.type())).get(0).shape();
      zeros = new ZeroSums(summand.shape(), axes, kept);
      if (isLeftOut(summand)) {
        product = List.of();
      }
      for (int i = 0; i < MOST && product.size() == 1 && goesOn(product.get(0)); i++) {}
    }

    Core core() {
      return new Core(axes, product);
    }

    boolean isZero() {
      return product.isEmpty();
    }

    boolean isTakenApart() {
      return !product.equals(old.inputs());
    }

    private boolean isLeftOut(Value term) {
      Optional<Set<Value>> proof = zeros.proof(term);
      proof.ifPresent(witnesses::addAll);
      return proof.isPresent();
    }

    /** Takes a step; false if there is none to take. */
    private boolean goesOn(Value summand) {
      if (ZeroSums.isNegation(summand)) {
        continueWith(summand.node().inputs().get(0), true);
        return true;
      }
      if (!(summand.op() instanceof Elementwise.Binary binary)) {
        return false;
      }
      Value a = summand.node().inputs().get(0);
      Value b = summand.node().inputs().get(1);
      return switch (binary.kind()) {
        case MUL -> factor(summand);
        case ADD, SUB -> {
          boolean isOnlyFirst = isLeftOut(b);
          if (!isOnlyFirst && !isLeftOut(a)) {
            yield false;
          }
          continueWith(isOnlyFirst ? a : b, !isOnlyFirst && binary.kind() == BinaryKind.SUB);
          yield true;
        }
        default -> false;
      };
    }

    private void continueWith(Value summand, boolean negated) {
      product = List.of(summand);
      isNegative ^= negated;
    }

    private boolean factor(Value summand) {
      List<Value> equal = new ArrayList<>();
      List<Value> others = new ArrayList<>();
      boolean negated = collect(summand, equal, others);
      boolean isSquare = new HashSet<>(others).size() < others.size();
      if (equal.isEmpty() || others.isEmpty() || isSquare) {
        return false;
      }
      others.sort(Comparator.comparing(v -> positions.get(v.node())));
      factors.addAll(equal);
      product = others;
      isNegative ^= negated;
      return true;
    }

    /** The factors of a product; whether its sign is to be changed. */
    private boolean collect(Value value, List<Value> equal, List<Value> others) {
      boolean fits = equal.size() + others.size() < MOST;
      if (fits && ZeroSums.isNegation(value)) {
        return !collect(value.node().inputs().get(0), equal, others);
      }
      if (fits && isProduct(value)) {
        boolean negated = collect(value.node().inputs().get(0), equal, others);
        return negated ^ collect(value.node().inputs().get(1), equal, others);
      }
      (zeros.isEqual(value) ? equal : others).add(value);
      return false;
    }

    private Value build() {
      Value result = isZero() ? null : total();
      for (Value witness : witnesses) {
        Value nothing = binary(BinaryKind.SUB, keeping(witness), keeping(witness));
        result = result == null ? nothing : binary(BinaryKind.ADD, result, nothing);
      }
      return shaped(Objects.requireNonNull(result), old.outputs().get(0).shape());
    }

    private Value total() {
      Value summand = known.get(product.get(0));
      for (Value factor : product.subList(1, product.size())) {
        summand = binary(BinaryKind.MUL, summand, known.get(factor));
      }
      Op sum = new Reduction.Reduce(Reduction.Kind.SUM, axes, false);
      Value result = shaped(new Node(sum, List.of(summand), old.path()).output(0), kept);
      for (Value factor : factors) {
        result = binary(BinaryKind.MUL, result, keeping(factor));
      }
      return isNegative
          ? new Node(new Elementwise.Unary(UnaryKind.NEG), List.of(result), old.path()).output(0)
          : result;
    }

    /** What is broadcast along the axes, of the shape that keeps them. */
    private Value keeping(Value factor) {
      Value source = known.get(factor.node().inputs().get(0));
      return source.shape().equals(kept)
          ? source
          : new Node(new ShapeOps.Broadcast(kept), List.of(source), old.path()).output(0);
    }

    private Value binary(BinaryKind kind, Value a, Value b) {
      return new Node(new Elementwise.Binary(kind), List.of(a, b), old.path()).output(0);
    }

    private Value shaped(Value value, Shape shape) {
      return value.shape().equals(shape)
          ? value
          : new Node(new ShapeOps.Reshape(shape), List.of(value), old.path()).output(0);
    }
  }

  private static boolean isProduct(Value value) {
    return value.op() instanceof Elementwise.Binary binary && binary.kind() == BinaryKind.MUL;
  }
}
