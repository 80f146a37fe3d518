package org.neurite.core.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ComponentException;
import org.neurite.api.component.Activation;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.testing.Evaluate;
import org.neurite.core.testing.Evaluate.Curve;

class ActivationsTest {
  private static final Offset<Double> TIGHT = within(1e-12);

  private static Curve curve(Activation activation, double... x) {
    return Evaluate.activation(activation, x);
  }

  @Test
  void identityChangesNothing() {
    Curve curve = curve(new Identity(), -2, 0, 3);
    assertThat(curve.y()).containsExactly(-2, 0, 3);
    assertThat(curve.gradient()).containsExactly(1, 1, 1);
  }

  @Test
  void stepIsFlatAndTakesItsValueAtZero() {
    assertThat(curve(new Step(), -2, -1e-30, 0, 1e-30, 3).y()).containsExactly(0, 0, 1, 1, 1);
    Curve half = curve(new Step(0.5), -2, 0, -0.0, 3);
    assertThat(half.y()).containsExactly(0, 0.5, 0.5, 1);
    assertThat(half.gradient()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void sigmoidAndTanh() {
    Curve sigmoid = curve(new Sigmoid(), 0, Math.log(3));
    assertThat(sigmoid.y()).containsExactly(new double[] {0.5, 0.75}, TIGHT);
    assertThat(sigmoid.gradient()).containsExactly(new double[] {0.25, 0.1875}, TIGHT);
    Curve tanh = curve(new Tanh(), 0, Math.log(2));
    assertThat(tanh.y()).containsExactly(new double[] {0, 0.6}, TIGHT);
    assertThat(tanh.gradient()).containsExactly(new double[] {1, 0.64}, TIGHT);
  }

  @Test
  void reluHasNoGradientAtItsKink() {
    Curve curve = curve(new Relu(), -2, 0, 3);
    assertThat(curve.y()).containsExactly(0, 0, 3);
    assertThat(curve.gradient()).containsExactly(0, 0, 1);
  }

  @Test
  void leakyReluHasItsSlopeAtTheKink() {
    Curve curve = curve(new LeakyRelu(0.25), -2, 0, 3);
    assertThat(curve.y()).containsExactly(-0.5, 0, 3);
    assertThat(curve.gradient()).containsExactly(0.25, 0.25, 1);
  }

  @Test
  void eluIsSmoothFromBelow() {
    Curve curve = curve(new Elu(2), -Math.log(2), 0, 3);
    assertThat(curve.y()).containsExactly(new double[] {-1, 0, 3}, TIGHT);
    assertThat(curve.gradient()).containsExactly(new double[] {1, 2, 1}, TIGHT);
  }

  @Test
  void geluIsHalfTheSlopeAtZeroInBothForms() {
    for (boolean approximate : new boolean[] {false, true}) {
      Curve curve = curve(new Gelu(approximate), 0, 1, -1);
      assertThat(curve.y()[1]).isCloseTo(0.841345, within(3e-4));
      assertThat(curve.y()[2]).isCloseTo(0.841345 - 1, within(3e-4));
      assertThat(curve.gradient()[0]).isCloseTo(0.5, TIGHT);
    }
  }

  @Test
  void softmaxSumsToOneAlongItsAxis() {
    NDArray x = NDArray.of(new double[] {0, Math.log(3), 1000, 1000}, 2, 2);
    double[] rows = Evaluate.predict(new ActivationLayer(new Softmax()), x).toDoubles();
    assertThat(rows).containsExactly(new double[] {0.25, 0.75, 0.5, 0.5}, TIGHT);
    double[] columns = Evaluate.predict(new ActivationLayer(new Softmax(0)), x).toDoubles();
    assertThat(columns[0] + columns[2]).isCloseTo(1, TIGHT);
  }

  static Stream<Activation> all() {
    return Stream.of(
        new Identity(),
        new Step(),
        new Sigmoid(),
        new Tanh(),
        new Relu(),
        new LeakyRelu(),
        new Elu(),
        new Gelu(),
        new Gelu(true),
        new Softmax(0));
  }

  /** 1e200 cubed is infinite in double, as 1e13 cubed is in float. */
  @ParameterizedTest
  @MethodSource("all")
  void staysFiniteAtExtremeInputs(Activation activation) {
    Curve curve = curve(activation, -1e200, -1000, -100, -50, 0, 50, 100, 1000, 1e200);
    assertThat(Arrays.stream(curve.y())).allMatch(Double::isFinite);
    assertThat(Arrays.stream(curve.gradient())).allMatch(Double::isFinite);
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> new LeakyRelu(-1))
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            "NN-1202 at LeakyRelu.negativeSlope: expected a finite number of at least 0, found"
                + " -1.0.");
    assertThatThrownBy(() -> new Elu(Double.NaN)).hasMessageContaining("Elu.alpha");
    assertThatThrownBy(() -> new Step(2))
        .hasMessageContaining("Step.valueAtZero: expected a number from 0 to 1, found 2.0");
  }
}
