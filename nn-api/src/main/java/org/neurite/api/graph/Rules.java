package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Checks shared by the shape rules. */
final class Rules {
  private Rules() {}

  static ShapeException mismatch(String expected, String found) {
    return new ShapeException(Problem.of(ErrorCode.SHAPE_MISMATCH).expected(expected).found(found));
  }

  static void count(List<TensorType> inputs, int expected) {
    if (inputs.size() != expected) {
      throw mismatch(expected + " operands", inputs.size() + " operands");
    }
  }

  static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw mismatch(expected, String.valueOf(found));
    }
  }

  static void attribute(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new ShapeException(
          Problem.of(ErrorCode.BAD_ATTRIBUTE).expected(expected).found(String.valueOf(found)));
    }
  }

  static void type(TensorType operand, DataType expected) {
    types(operand.dataType() == expected, "an operand of type " + expected, operand);
  }

  static void floating(TensorType operand) {
    types(operand.dataType().isFloating(), "a floating-point operand", operand);
  }

  static void floating(List<TensorType> operands) {
    for (TensorType operand : operands) {
      floating(operand);
    }
  }

  static void numeric(TensorType operand) {
    types(operand.dataType() != DataType.BOOL, "a numeric operand", operand);
  }

  static void types(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new ShapeException(
          Problem.of(ErrorCode.TYPE_MISMATCH)
              .expected(expected)
              .found(String.valueOf(found))
              .mend("convert with cast(...)"));
    }
  }

  static void sameType(List<TensorType> inputs) {
    for (TensorType type : inputs) {
      types(type.dataType() == inputs.get(0).dataType(), "operands of one type", inputs);
    }
  }

  static void sameShape(List<TensorType> inputs) {
    for (TensorType type : inputs) {
      require(type.shape().equals(inputs.get(0).shape()), "operands of one shape", inputs);
    }
  }

  static void rank(TensorType operand, int rank, String what) {
    require(operand.shape().rank() == rank, what + " of rank " + rank, operand);
  }

  /** The axes normalised, sorted and without repetition. */
  static List<Integer> axes(Shape shape, List<Integer> axes) {
    List<Integer> normal = axes.stream().map(shape::axis).distinct().sorted().toList();
    attribute(normal.size() == axes.size(), "different axes", axes);
    return normal;
  }

  static Shape reduced(Shape shape, List<Integer> axes, boolean keepDims) {
    List<Integer> normal = axes(shape, axes);
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (!normal.contains(i)) {
        dims.add(shape.dim(i));
      } else if (keepDims) {
        dims.add(Dim.ONE);
      }
    }
    return new Shape(dims);
  }
}
