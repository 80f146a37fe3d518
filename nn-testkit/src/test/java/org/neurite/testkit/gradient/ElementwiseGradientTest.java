package org.neurite.testkit.gradient;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.testkit.GradientCheck;

class ElementwiseGradientTest {
  private static final Shape ROWS = Shape.batchOf(4);

  /** Where a function is defined and smooth. */
  private static final Map<UnaryKind, double[]> DOMAINS =
      Map.of(
          UnaryKind.LOG, new double[] {0.2, 3},
          UnaryKind.LOG1P, new double[] {-0.7, 2},
          UnaryKind.SQRT, new double[] {0.2, 3},
          UnaryKind.RSQRT, new double[] {0.2, 3},
          UnaryKind.FLOOR, new double[] {0.1, 0.9},
          UnaryKind.SIGN, new double[] {-0.9, -0.1});

  @ParameterizedTest
  @EnumSource(value = UnaryKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NOT")
  void everyFunctionOfOneOperand(UnaryKind kind) {
    double[] domain = DOMAINS.getOrDefault(kind, new double[] {-2, 2});
    for (Shape shape : new Shape[] {ROWS, Shape.SCALAR, Shape.of(2, 3)}) {
      GradientCheck.of(x -> Tensor.apply(new Unary(kind), x.get(0)))
          .input(shape, domain[0], domain[1])
          .checkTwice();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryKind.class,
      names = {"ADD", "SUB", "MUL", "DIV", "POW", "MIN", "MAX"})
  void everyFunctionOfTwoOperands(BinaryKind kind) {
    GradientCheck.of(x -> Tensor.apply(new Binary(kind), x.get(0), x.get(1)))
        .input(ROWS, 0.5, 2)
        .input(ROWS, 0.5, 2)
        .checkTwice();
  }

  @Test
  void broadcastOperands() {
    GradientCheck.of(x -> x.get(0).mul(x.get(1))).input(ROWS).input(Shape.of(4)).checkTwice();
    GradientCheck.of(x -> x.get(0).div(x.get(1)))
        .input(Shape.of(4))
        .input(Shape.batchOf(1), 0.5, 2)
        .checkTwice();
    GradientCheck.of(x -> x.get(0).sub(x.get(1)))
        .input(Shape.of(2, 1, 3))
        .input(Shape.of(5, 1))
        .check();
    GradientCheck.of(x -> x.get(0).pow(x.get(1)))
        .input(Shape.SCALAR, 0.5, 2)
        .input(ROWS)
        .checkTwice();
  }

  @Test
  void batchOnAnyAxis() {
    GradientCheck.of(x -> x.get(0).mul(x.get(1)).tanh())
        .input(Shape.of(Dim.of(2), Dim.N))
        .input(Shape.of(Dim.of(2), Dim.ONE))
        .check();
    GradientCheck.of(x -> x.get(0).mul(x.get(1)).exp())
        .batch(1)
        .input(Shape.of(Dim.ONE, Dim.batch(2), Dim.of(3)))
        .input(Shape.of(3))
        .check();
  }

  @Test
  void powerOfANegativeBaseWithAConstantExponent() {
    GradientCheck.of(x -> x.get(0).pow(3)).input(ROWS, -2, -0.5).checkTwice();
    GradientCheck.of(x -> x.get(0).pow(2)).input(ROWS, -2, 2).checkTwice();
  }

  @Test
  void sameOperandTwice() {
    GradientCheck.of(x -> x.get(0).mul(x.get(0))).input(ROWS).checkTwice();
    GradientCheck.of(x -> x.get(0).div(x.get(0).square().add(1))).input(ROWS).checkTwice();
  }

  @Test
  void choice() {
    NDArray mask = NDArray.of(new boolean[] {true, false, false, true}, 4);
    GradientCheck.of(x -> x.get(0).where(x.get(1).exp(), x.get(2).sin()))
        .input(mask)
        .input(ROWS)
        .input(Shape.of(4))
        .checkTwice();
    GradientCheck.of(x -> x.get(0).gt(0.1).where(x.get(0).square(), x.get(0)))
        .input(ROWS, 0.2, 2)
        .check();
  }

  @Test
  void limits() {
    GradientCheck.of(x -> x.get(0).clamp(-0.5, 0.5)).input(ROWS, -0.4, 0.4).check();
    GradientCheck.of(x -> x.get(0).clamp(-0.5, 0.5)).input(ROWS, 0.6, 2).check();
  }

  @Test
  void castsBetweenFloatTypes() {
    GradientCheck.of(x -> x.get(0).cast(DataType.FLOAT64).exp().cast(DataType.FLOAT32))
        .input(ROWS)
        .checkTwice();
  }

  @Test
  void castToIntegerLetsNothingThrough() {
    GradientCheck.of(x -> x.get(0).cast(DataType.INT32).cast(DataType.FLOAT32).mul(x.get(0)))
        .input(ROWS, 1.2, 1.8)
        .check();
  }
}
