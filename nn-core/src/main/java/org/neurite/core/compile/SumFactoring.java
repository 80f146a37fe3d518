package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Takes factors that are equal along the axes of a sum out of it, and leaves out terms whose sum is
 * zero. Then sums of which one is a multiple of the other are one sum: the gradient of a batch
 * normalisation needs two sums over its input, where the chain rule writes five.
 */
final class SumFactoring {
  /** Most factors of a product, and most terms that are left out. */
  private static final int MOST = 32;

  private final Map<Node, Integer> positions = new HashMap<>();

  /** Values of the old graph in the new one. */
  private final Map<Value, Value> known = new HashMap<>();

  private SumFactoring(Graph graph) {
    graph.nodes().forEach(n -> positions.put(n, positions.size()));
  }

  static Graph apply(Graph graph) {
    return Rewriter.rewrite(graph, new SumFactoring(graph)::simpler);
  }

  private Optional<List<Value>> simpler(Node old, Node node) {
    for (int i = 0; i < old.inputs().size(); i++) {
      known.put(old.inputs().get(i), node.inputs().get(i));
    }
    boolean isSum =
        old.op() instanceof Reduction.Reduce reduce
            && reduce.kind() == Reduction.Kind.SUM
            && old.outputs().get(0).dataType().isFloating();
    return isSum ? new Sum(old).simpler(node) : Optional.empty();
  }

  /** One sum, while it is taken apart. */
  private final class Sum {
    private final Node old;
    private final List<Integer> axes;
    private final Shape kept;
    private final ZeroSums zeros;

    /** What is taken out. */
    private final List<Value> factors = new ArrayList<>();

    /** What remains to be added up: a product. */
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
    }

    Optional<List<Value>> simpler(Node node) {
      if (zeros.contains(product.get(0))) {
        return Optional.of(List.of(Folding.filled(0, old)));
      }
      boolean changed = false;
      for (int i = 0; i < MOST && product.size() == 1 && reduce(product.get(0)); i++) {
        changed = true;
      }
      return changed ? Optional.of(List.of(build(node))) : Optional.empty();
    }

    /** Takes a step; false if there is none to take. */
    private boolean reduce(Value summand) {
      if (ZeroSums.isNegation(summand)) {
        goOn(summand.node().inputs().get(0), true);
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
          boolean isOnlyFirst = zeros.contains(b);
          if (!isOnlyFirst && !zeros.contains(a)) {
            yield false;
          }
          goOn(isOnlyFirst ? a : b, !isOnlyFirst && binary.kind() == BinaryKind.SUB);
          yield true;
        }
        default -> false;
      };
    }

    private void goOn(Value summand, boolean negated) {
      product = List.of(summand);
      isNegative ^= negated;
    }

    private boolean factor(Value summand) {
      List<Value> equal = new ArrayList<>();
      List<Value> others = new ArrayList<>();
      boolean negated = collect(summand, equal, others);
      if (equal.isEmpty() || others.isEmpty()) {
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

    private Value build(Node node) {
      Value summand = known.get(product.get(0));
      for (Value factor : product.subList(1, product.size())) {
        summand = times(summand, known.get(factor));
      }
      Op sum = new Reduction.Reduce(Reduction.Kind.SUM, axes, false);
      Value result = new Node(sum, List.of(summand), old.path()).output(0);
      if (!factors.isEmpty()) {
        result = shaped(result, kept);
        for (Value factor : factors) {
          result = times(result, keeping(factor));
        }
      }
      if (isNegative) {
        result =
            new Node(new Elementwise.Unary(UnaryKind.NEG), List.of(result), old.path()).output(0);
      }
      return shaped(result, node.outputs().get(0).shape());
    }

    /** A factor, the axes kept. */
    private Value keeping(Value factor) {
      Value source = known.get(factor.node().inputs().get(0));
      return source.shape().equals(kept)
          ? source
          : new Node(new ShapeOps.Broadcast(kept), List.of(source), old.path()).output(0);
    }

    private Value times(Value a, Value b) {
      return new Node(new Elementwise.Binary(BinaryKind.MUL), List.of(a, b), old.path()).output(0);
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
