package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neurite.reference.Oracle.doubles;
import static org.neurite.reference.Oracle.eval;
import static org.neurite.reference.Oracle.ints;
import static org.neurite.reference.Oracle.matrix;
import static org.neurite.reference.Oracle.vector;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;

class ElementwiseRulesTest {
  private static final Offset<Double> EXACT = within(1e-15);

  @Test
  void computesFunctionsOfOneOperand() {
    assertThat(one(Tensor::neg, 2)).isEqualTo(-2);
    assertThat(one(Tensor::abs, -2)).isEqualTo(2);
    assertThat(one(Tensor::exp, 1)).isCloseTo(Math.E, EXACT);
    assertThat(one(Tensor::log, Math.E)).isCloseTo(1, EXACT);
    assertThat(one(Tensor::log1p, 1e-20)).isEqualTo(1e-20);
    assertThat(one(Tensor::expm1, 1e-20)).isEqualTo(1e-20);
    assertThat(one(Tensor::sqrt, 9)).isEqualTo(3);
    assertThat(one(Tensor::rsqrt, 16)).isEqualTo(0.25);
    assertThat(one(Tensor::sin, Math.PI / 2)).isEqualTo(1);
    assertThat(one(Tensor::cos, 0)).isEqualTo(1);
    assertThat(one(Tensor::tanh, Math.log(2))).isCloseTo(0.6, EXACT);
    assertThat(one(Tensor::sigmoid, Math.log(4))).isCloseTo(0.8, EXACT);
    assertThat(one(Tensor::erf, 1)).isCloseTo(0.8427007929497149, EXACT);
    assertThat(one(Tensor::floor, -1.5)).isEqualTo(-2);
    assertThat(one(Tensor::sign, -7)).isEqualTo(-1);
    assertThat(one(Tensor::sign, 0)).isZero();
    assertThat(one(Tensor::stopGradient, 3)).isEqualTo(3);
  }

  private static double one(java.util.function.UnaryOperator<Tensor> function, double x) {
    return doubles(v -> function.apply(v.get(0)), vector(x))[0];
  }

  @Test
  void computesArithmeticOfTwoOperands() {
    assertThat(two(Tensor::add, 6, 3)).isEqualTo(9);
    assertThat(two(Tensor::sub, 6, 3)).isEqualTo(3);
    assertThat(two(Tensor::mul, 6, 3)).isEqualTo(18);
    assertThat(two(Tensor::div, 7, 2)).isEqualTo(3.5);
    assertThat(two(Tensor::pow, 2, 10)).isEqualTo(1024);
    assertThat(two(Tensor::min, 6, 3)).isEqualTo(3);
    assertThat(two(Tensor::max, 6, 3)).isEqualTo(6);
  }

  @Test
  void minimumAndMaximumOfNaNAreNaN() {
    assertThat(two(Tensor::min, Double.NaN, 1)).isNaN();
    assertThat(two(Tensor::max, 1, Double.NaN)).isNaN();
  }

  private static double two(
      java.util.function.BinaryOperator<Tensor> function, double a, double b) {
    return doubles(v -> function.apply(v.get(0), v.get(1)), vector(a), vector(b))[0];
  }

  @Test
  void comparesToBool() {
    NDArray a = vector(1, 2, 3);
    NDArray b = vector(2, 2, 2);
    assertThat(bools(eval(v -> v.get(0).lt(v.get(1)), a, b))).isEqualTo("100");
    assertThat(bools(eval(v -> v.get(0).le(v.get(1)), a, b))).isEqualTo("110");
    assertThat(bools(eval(v -> v.get(0).gt(v.get(1)), a, b))).isEqualTo("001");
    assertThat(bools(eval(v -> v.get(0).ge(v.get(1)), a, b))).isEqualTo("011");
    assertThat(bools(eval(v -> v.get(0).eq(v.get(1)), a, b))).isEqualTo("010");
    assertThat(bools(eval(v -> v.get(0).ne(v.get(1)), a, b))).isEqualTo("101");
  }

  @Test
  void noComparisonButUnequalHoldsForNaN() {
    NDArray nan = vector(Double.NaN);
    assertThat(bools(eval(v -> v.get(0).le(v.get(0)), nan))).isEqualTo("0");
    assertThat(bools(eval(v -> v.get(0).eq(v.get(0)), nan))).isEqualTo("0");
    assertThat(bools(eval(v -> v.get(0).ne(v.get(0)), nan))).isEqualTo("1");
  }

  @Test
  void combinesBools() {
    NDArray a = NDArray.of(new boolean[] {false, false, true, true}, 4);
    NDArray b = NDArray.of(new boolean[] {false, true, false, true}, 4);
    assertThat(bools(eval(v -> v.get(0).and(v.get(1)), a, b))).isEqualTo("0001");
    assertThat(bools(eval(v -> v.get(0).or(v.get(1)), a, b))).isEqualTo("0111");
    assertThat(bools(eval(v -> v.get(0).not(), a))).isEqualTo("1100");
  }

  private static String bools(NDArray array) {
    assertThat(array.dataType()).isEqualTo(DataType.BOOL);
    StringBuilder text = new StringBuilder();
    for (int value : array.toInts()) {
      text.append(value);
    }
    return text.toString();
  }

  @Test
  void integersStayExactAndWrapAround() {
    NDArray big = ints(Integer.MAX_VALUE);
    NDArray sum = eval(v -> v.get(0).add(1), big);
    assertThat(sum).isEqualTo(ints(Integer.MIN_VALUE));
    assertThat(eval(v -> v.get(0).mul(v.get(0)), ints(65537))).isEqualTo(ints(131073));
    assertThat(eval(v -> v.get(0).div(2), ints(-7))).isEqualTo(ints(-3));
    assertThat(eval(v -> v.get(0).neg().abs().sign(), ints(5))).isEqualTo(ints(1));
  }

  @Test
  void choosesByCondition() {
    NDArray condition = NDArray.of(new boolean[] {true, false}, 2);
    assertThat(doubles(v -> v.get(0).where(v.get(1), v.get(2)), condition, vector(1, 2), vector(3)))
        .containsExactly(1, 3);
  }

  @Test
  void broadcastsRowsAndColumns() {
    assertThat(doubles(v -> v.get(0).add(v.get(1)), matrix(1, 10, 20), vector(1, 2, 3)))
        .containsExactly(11, 12, 13, 21, 22, 23);
  }

  @Test
  void castCutsTowardsZeroAndTakesAnythingButZeroForTrue() {
    NDArray x = vector(-1.9, 0, 2.9, Double.NaN);
    assertThat(eval(v -> v.get(0).cast(DataType.INT32), x)).isEqualTo(ints(-1, 0, 2, 0));
    assertThat(bools(eval(v -> v.get(0).cast(DataType.BOOL), x))).isEqualTo("1011");
    assertThat(doubles(v -> v.get(0).cast(DataType.FLOAT32), ints(3))).containsExactly(3);
  }

  @Test
  void floatingPointIsNeverRoundedToFloat() {
    NDArray result = eval(v -> v.get(0).add(0.1), vector(0.2));
    assertThat(result.dataType()).isEqualTo(DataType.FLOAT64);
    assertThat(result.get(0)).isEqualTo(0.2 + 0.1);
  }
}
