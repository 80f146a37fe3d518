package org.neurite.core.compile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Constants are computed at once; operations that change nothing go. */
final class Folding {
  /** The longest row of positions that is worth its memory. */
  private static final int MOST_POSITIONS = 1 << 16;

  private Folding() {}

  static Graph apply(Graph graph) {
    return Rewriter.rewrite(
        graph,
        (old, node) -> {
          Optional<Value> simpler = simpler(node);
          return simpler.isPresent() ? Optional.of(List.of(simpler.get())) : Optional.empty();
        });
  }

  private static Optional<Value> simpler(Node node) {
    Op op = node.op();
    if (op instanceof Elementwise.Binary binary) {
      return binary(binary.kind(), node);
    }
    if (op instanceof Elementwise.Unary unary) {
      return unary(unary.kind(), node);
    }
    if (op instanceof ShapeOps shape) {
      return shape(shape, node);
    }
    if (op instanceof Elementwise.Where && isNever(node.inputs().get(0))) {
      return Optional.of(node.inputs().get(2));
    }
    if (op instanceof Leaf.Iota iota) {
      return positions(iota, node);
    }
    if (op instanceof Elementwise.Cast cast && cast.to() == node.inputs().get(0).dataType()) {
      return Optional.of(node.inputs().get(0));
    }
    return Optional.empty();
  }

  /** The number a value has everywhere, if that is known now. */
  static OptionalDouble constant(Value value) {
    if (value.op() instanceof Leaf.Constant constant
        && constant.isScalar()
        && value.dataType().isFloating()) {
      return OptionalDouble.of(constant.value().get(0));
    }
    if (value.op() instanceof ShapeOps.Broadcast || value.op() instanceof ShapeOps.Reshape) {
      return constant(value.node().inputs().get(0));
    }
    return OptionalDouble.empty();
  }

  /** Whether a condition compares the size of a dimension, of which none is empty, with zero. */
  private static boolean isNever(Value condition) {
    if (!(condition.op() instanceof Elementwise.Binary binary) || binary.kind() != BinaryKind.EQ) {
      return false;
    }
    List<Value> compared = condition.node().inputs();
    OptionalDouble number = constant(compared.get(1));
    return isCount(compared.get(0)) && number.isPresent() && number.getAsDouble() == 0;
  }

  private static boolean isCount(Value value) {
    return value.op() instanceof Leaf.Count count && count.dim().at(1) > 0
        || value.op() instanceof ShapeOps.Broadcast && isCount(value.node().inputs().get(0));
  }

  /**
   * Positions along an axis of known size are a constant that is broadcast, which costs nothing.
   */
  private static Optional<Value> positions(Leaf.Iota iota, Node node) {
    Dim size = iota.shape().dim(iota.axis());
    if (size.batch() || size.size() > MOST_POSITIONS) {
      return Optional.empty();
    }
    long[] sizes = new long[iota.shape().rank() - iota.axis()];
    Arrays.fill(sizes, 1);
    sizes[0] = size.size();
    int[] numbers = IntStream.range(0, (int) size.size()).toArray();
    TensorType type = node.outputs().get(0);
    Leaf.Constant constant = new Leaf.Constant(NDArray.of(numbers, sizes), type.dataType());
    Value value = new Node(constant, List.of(), node.path()).output(0);
    return Optional.of(
        value.type().equals(type)
            ? value
            : new Node(new ShapeOps.Broadcast(type.shape()), List.of(value), node.path())
                .output(0));
  }

  /** A number in place of a node. */
  static Value filled(double number, Node node) {
    TensorType type = node.outputs().get(0);
    Leaf.Constant constant = new Leaf.Constant(NDArray.scalar(number), type.dataType());
    Value scalar = new Node(constant, List.of(), node.path()).output(0);
    return type.shape().rank() == 0
        ? scalar
        : new Node(new ShapeOps.Broadcast(type.shape()), List.of(scalar), node.path()).output(0);
  }

  private static Optional<Value> binary(BinaryKind kind, Node node) {
    Value a = node.inputs().get(0);
    Value b = node.inputs().get(1);
    OptionalDouble x = constant(a);
    OptionalDouble y = constant(b);
    if (x.isPresent() && y.isPresent()) {
      OptionalDouble result = compute(kind, x.getAsDouble(), y.getAsDouble());
      return result.isPresent()
          ? Optional.of(filled(result.getAsDouble(), node))
          : Optional.empty();
    }
    if (isNeutral(kind, y, false)) {
      return Optional.of(a);
    }
    if (isNeutral(kind, x, true)) {
      return Optional.of(b);
    }
    return kind == BinaryKind.ADD ? PaddedSums.simpler(node) : Optional.empty();
  }

  /** Whether the other operand is the result (the sign of a zero aside). */
  private static boolean isNeutral(BinaryKind kind, OptionalDouble number, boolean left) {
    if (number.isEmpty()) {
      return false;
    }
    double value = number.getAsDouble();
    return switch (kind) {
      case ADD -> value == 0;
      case SUB -> value == 0 && !left;
      case MUL -> value == 1;
      case DIV, POW -> value == 1 && !left;
      default -> false;
    };
  }

  private static OptionalDouble compute(BinaryKind kind, double a, double b) {
    return switch (kind) {
      case ADD -> OptionalDouble.of(a + b);
      case SUB -> OptionalDouble.of(a - b);
      case MUL -> OptionalDouble.of(a * b);
      case DIV -> OptionalDouble.of(a / b);
      case POW -> OptionalDouble.of(Math.pow(a, b));
      case MIN -> OptionalDouble.of(Math.min(a, b));
      case MAX -> OptionalDouble.of(Math.max(a, b));
      default -> OptionalDouble.empty();
    };
  }

  private static Optional<Value> unary(UnaryKind kind, Node node) {
    Value operand = node.inputs().get(0);
    OptionalDouble x = constant(operand);
    if (x.isPresent()) {
      OptionalDouble result = compute(kind, x.getAsDouble());
      return result.isPresent()
          ? Optional.of(filled(result.getAsDouble(), node))
          : Optional.empty();
    }
    boolean twice =
        kind == UnaryKind.NEG
            && operand.op() instanceof Elementwise.Unary inner
            && inner.kind() == UnaryKind.NEG;
    return twice ? Optional.of(operand.node().inputs().get(0)) : Optional.empty();
  }

  private static OptionalDouble compute(UnaryKind kind, double x) {
    return switch (kind) {
      case NEG -> OptionalDouble.of(-x);
      case ABS -> OptionalDouble.of(Math.abs(x));
      case EXP -> OptionalDouble.of(StrictMath.exp(x));
      case LOG -> OptionalDouble.of(StrictMath.log(x));
      case LOG1P -> OptionalDouble.of(StrictMath.log1p(x));
      case EXPM1 -> OptionalDouble.of(StrictMath.expm1(x));
      case SQRT -> OptionalDouble.of(Math.sqrt(x));
      case RSQRT -> OptionalDouble.of(1 / Math.sqrt(x));
      default -> OptionalDouble.empty();
    };
  }

  private static Optional<Value> shape(ShapeOps op, Node node) {
    Value operand = node.inputs().get(0);
    TensorType type = node.outputs().get(0);
    boolean keepsOrder = op instanceof ShapeOps.Reshape || op instanceof ShapeOps.Broadcast;
    if (keepsOrder && operand.type().equals(type)) {
      return Optional.of(operand);
    }
    Op inner = operand.op();
    if (op instanceof ShapeOps.Reshape && inner instanceof ShapeOps.Reshape
        || op instanceof ShapeOps.Broadcast && inner instanceof ShapeOps.Broadcast) {
      return Optional.of(new Node(op, operand.node().inputs(), node.path()).output(0));
    }
    if (op instanceof ShapeOps.Transpose outer) {
      return transpose(outer, operand, node);
    }
    if (op instanceof ShapeOps.Reshape && inner instanceof ShapeOps.Broadcast) {
      Value source = operand.node().inputs().get(0);
      if (source.shape().elements().isOne()) {
        return Optional.of(
            new Node(new ShapeOps.Broadcast(type.shape()), List.of(scalar(source)), node.path())
                .output(0));
      }
    }
    OptionalDouble number = constant(operand);
    return op instanceof ShapeOps.Reshape && number.isPresent()
        ? Optional.of(filled(number.getAsDouble(), node))
        : Optional.empty();
  }

  /** A value of one element as a scalar. */
  private static Value scalar(Value value) {
    if (value.shape().rank() == 0) {
      return value;
    }
    return value.op() instanceof ShapeOps.Reshape
        ? scalar(value.node().inputs().get(0))
        : new Node(new ShapeOps.Reshape(Shape.SCALAR), List.of(value), value.node().path())
            .output(0);
  }

  private static Optional<Value> transpose(ShapeOps.Transpose outer, Value operand, Node node) {
    if (isIdentity(outer.axes())) {
      return Optional.of(operand);
    }
    if (!(operand.op() instanceof ShapeOps.Transpose inner)) {
      return Optional.empty();
    }
    List<Integer> axes = outer.axes().stream().map(inner.axes()::get).toList();
    Value source = operand.node().inputs().get(0);
    return Optional.of(
        isIdentity(axes)
            ? source
            : new Node(new ShapeOps.Transpose(axes), List.of(source), node.path()).output(0));
  }

  private static boolean isIdentity(List<Integer> axes) {
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) != i) {
        return false;
      }
    }
    return true;
  }
}
