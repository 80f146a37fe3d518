package org.neurite.core.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Values that add up to zero along some axes whatever finite numbers their operands are: deviations
 * from the mean along these axes, and what is made of them by scaling and adding. Computing such a
 * sum gives nothing but rounding errors, or NaN where an operand is not finite; the latter is seen
 * in the means and scales, too.
 */
final class ZeroSums {
  /** How far a value is traced back. */
  private static final int MOST_DEPTH = 12;

  private final Shape shape;
  private final List<Integer> axes;
  private final Shape kept;

  /**
   * Sums of one kind.
   *
   * @param shape of what is summed
   * @param axes along which
   * @param kept the shape of the sums, the axes kept
   */
  ZeroSums(Shape shape, List<Integer> axes, Shape kept) {
    this.shape = shape;
    this.axes = axes;
    this.kept = kept;
  }

  /**
   * Proves that the sum of a value along the axes is zero.
   *
   * @return the means and scales that have to be finite for that, each broadcast; empty if the sum
   *     may be anything
   */
  Optional<Set<Value>> proof(Value value) {
    Set<Value> witnesses = new LinkedHashSet<>();
    return proves(value, MOST_DEPTH, witnesses) ? Optional.of(witnesses) : Optional.empty();
  }

  private boolean proves(Value value, int depth, Set<Value> witnesses) {
    if (depth == 0) {
      return false;
    }
    if (isNegation(value)) {
      return proves(operand(value, 0), depth - 1, witnesses);
    }
    if (!(value.op() instanceof Elementwise.Binary binary)) {
      return false;
    }
    Value a = operand(value, 0);
    Value b = operand(value, 1);
    return switch (binary.kind()) {
      case MUL -> {
        boolean isFirst = isEqual(a);
        Value scale = isFirst ? a : b;
        boolean isZero = isEqual(scale) && proves(isFirst ? b : a, depth - 1, witnesses);
        if (isZero && Folding.constant(scale).isEmpty()) {
          witnesses.add(scale);
        }
        yield isZero;
      }
      case ADD, SUB -> {
        int sign = binary.kind() == BinaryKind.SUB ? 1 : -1;
        if (mean(b, a) == sign) {
          witnesses.add(b);
          yield true;
        }
        if (mean(a, b) == sign) {
          witnesses.add(a);
          yield true;
        }
        yield proves(a, depth - 1, witnesses) && proves(b, depth - 1, witnesses);
      }
      default -> false;
    };
  }

  /** Whether a value is broadcast along the axes. */
  boolean isEqual(Value value) {
    if (!(value.op() instanceof ShapeOps.Broadcast)) {
      return false;
    }
    Shape source = operand(value, 0).shape();
    int added = shape.rank() - source.rank();
    return axes.stream().allMatch(axis -> axis < added || source.dim(axis - added).isOne());
  }

  /** 1 if a value is another's mean along the axes, -1 if it is the mean's negative, else 0. */
  private int mean(Value value, Value of) {
    if (!isEqual(value) || !padded(operand(value, 0).shape()).equals(kept)) {
      return 0;
    }
    int sign = 1;
    Value mean = operand(value, 0);
    while (isNegation(mean) || mean.op() instanceof ShapeOps.Reshape) {
      sign = isNegation(mean) ? -sign : sign;
      mean = operand(mean, 0);
    }
    Value sum = dividend(mean);
    while (isNegation(sum) || sum.op() instanceof ShapeOps.Reshape) {
      sign = isNegation(sum) ? -sign : sign;
      sum = operand(sum, 0);
    }
    boolean isSum =
        sum.op() instanceof Reduction.Reduce reduce
            && reduce.kind() == Reduction.Kind.SUM
            && reduce.axes().equals(axes);
    if (!isSum || sum.equals(mean)) {
      return 0;
    }
    Value summand = operand(sum, 0);
    if (isNegation(summand)) {
      sign = -sign;
      summand = operand(summand, 0);
    }
    return summand.equals(of) ? sign : 0;
  }

  /** What a value is a part of, if that part is one element's; else the value itself. */
  private Value dividend(Value value) {
    if (!(value.op() instanceof Elementwise.Binary binary)) {
      return value;
    }
    Value a = operand(value, 0);
    Value b = operand(value, 1);
    if (binary.kind() == BinaryKind.DIV) {
      return isCount(b) ? a : value;
    }
    if (binary.kind() == BinaryKind.MUL) {
      return isPart(b) ? a : isPart(a) ? b : value;
    }
    return value;
  }

  private Dim elements() {
    return axes.stream().map(shape::dim).reduce(Dim.ONE, Dim::times);
  }

  private boolean isCount(Value value) {
    if (value.op() instanceof ShapeOps.Broadcast || value.op() instanceof ShapeOps.Reshape) {
      return isCount(operand(value, 0));
    }
    OptionalDouble number = Folding.constant(value);
    Dim elements = elements();
    return value.op() instanceof Leaf.Count count && count.dim().equals(elements)
        || number.isPresent() && !elements.batch() && number.getAsDouble() == elements.size();
  }

  private boolean isPart(Value value) {
    OptionalDouble number = Folding.constant(value);
    Dim elements = elements();
    return number.isPresent()
        && !elements.batch()
        && (float) number.getAsDouble() == (float) (1.0 / elements.size());
  }

  private Shape padded(Shape source) {
    Shape result = source;
    while (result.rank() < shape.rank()) {
      result = result.insert(0, Dim.ONE);
    }
    return result;
  }

  static boolean isNegation(Value value) {
    return value.op() instanceof Elementwise.Unary unary && unary.kind() == UnaryKind.NEG;
  }

  private static Value operand(Value value, int index) {
    return value.node().inputs().get(index);
  }
}
