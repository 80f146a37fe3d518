package org.neurite.core.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.neurite.core.testing.Evaluate.activation;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ComponentException;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Activation;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.PRelu;
import org.neurite.core.testing.Evaluate;

class CatalogueActivationsTest {
  private static final Offset<Double> TIGHT = within(1e-12);

  static Stream<Activation> all() {
    return Stream.of(
        new Selu(),
        new Celu(1.5),
        new Silu(),
        new Mish(),
        new Softplus(),
        new Softplus(4),
        new Softsign(),
        new HardSigmoid(),
        new HardSwish(),
        new Relu6(),
        new HardTanh(-2, 3),
        new LogSigmoid(),
        new TanhShrink(),
        new LogSoftmax(0),
        new Softmin(0));
  }

  @ParameterizedTest
  @MethodSource("all")
  void staysFiniteAtExtremesAndSubnormals(Activation activation) {
    Evaluate.Curve curve =
        activation(
            activation,
            -1e200,
            -1e38,
            -1000,
            -100,
            -1e-310,
            -0.0,
            0,
            1e-310,
            100,
            1000,
            1e38,
            1e200);
    assertThat(Arrays.stream(curve.y())).allMatch(Double::isFinite);
    assertThat(Arrays.stream(curve.gradient())).allMatch(Double::isFinite);
  }

  @ParameterizedTest
  @MethodSource("all")
  void handsOnWhatIsNoNumber(Activation activation) {
    Evaluate.Curve curve = activation(activation, Double.NaN, 1);
    assertThat(curve.y()[0]).isNaN();
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradientIsTheSlope(Activation activation) {
    double h = 1e-6;
    double[] x = {-4, -1.7, -0.3, 0.4, 1.9, 2.6, 4.5};
    double[] slopes = activation(activation, x).gradient();
    for (int i = 0; i < x.length; i++) {
      double rise = 0;
      for (int side = -1; side <= 1; side += 2) {
        double[] moved = x.clone();
        moved[i] += side * h;
        rise += side * Arrays.stream(activation(activation, moved).y()).sum();
      }
      assertThat(slopes[i]).isCloseTo(rise / (2 * h), within(1e-7));
    }
  }

  @Test
  void softplusKeepsItsValueForAnySharpness() {
    for (double beta : new double[] {0.5, 1, 3}) {
      Evaluate.Curve curve = activation(new Softplus(beta), 0, 2);
      assertThat(curve.y()[0]).isCloseTo(Math.log(2) / beta, TIGHT);
      assertThat(curve.y()[1]).isCloseTo(Math.log1p(Math.exp(2 * beta)) / beta, TIGHT);
      assertThat(curve.gradient()[0]).isCloseTo(0.5, TIGHT);
    }
  }

  private static double[] rows(Activation activation, double... x) {
    NDArray input = NDArray.of(x, 1, x.length);
    return Evaluate.predict(new ActivationLayer(activation), input).toDoubles();
  }

  @Test
  void maxoutTakesTheLargestOfNeighbours() {
    assertThat(rows(new Maxout(), 1, 4, -2, -3)).containsExactly(4, -2);
    assertThat(rows(new Maxout(4), 1, 4, -2, -3)).containsExactly(4);
  }

  @Test
  void gatedUnitsHalveTheirInput() {
    assertThat(rows(new Glu(), 3, -1, 0, 0)).containsExactly(1.5, -0.5);
    assertThat(rows(new SwiGlu(), 0, 0, 3, 1)).containsExactly(0, 0);
    assertThat(rows(new SwiGlu(), 2, 1)[0]).isCloseTo(2 / (1 + Math.exp(-2)), TIGHT);
  }

  @Test
  void gatedUnitsNeedAnEvenSize() {
    assertThatThrownBy(() -> rows(new Glu(), 1, 2, 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at glu in layer")
        .hasMessageContaining("expected a multiple of 2 along axis -1");
    assertThatThrownBy(() -> rows(new Maxout(3), 1, 2)).hasMessageContaining("multiple of 3");
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> new Celu(0))
        .isInstanceOf(ComponentException.class)
        .hasMessage(
            "NN-1202 at Celu.alpha: expected a finite number above 0 in single precision, found"
                + " 0.0.");
    assertThatThrownBy(() -> new Softplus(-1)).hasMessageContaining("Softplus.beta");
    assertThatThrownBy(() -> new HardTanh(1, 1)).hasMessageContaining("a number above low = 1.0");
    assertThatThrownBy(() -> new Maxout(0)).hasMessageContaining("Maxout.pieces");
  }

  @Test
  void preluLearnsOneSlopeOrOnePerChannel() {
    NDArray x = NDArray.of(new double[] {-2, 4, -4, 8}, 1, 2, 2);
    NDArray slopes = NDArray.of(new double[] {0.5, 0.25}, 2);
    double[] y =
        Evaluate.layer(new PRelu(false, 0.25), true, x, Map.of("weight", slopes))
            .outputs()
            .get("y")
            .toDoubles();
    assertThat(y).containsExactly(-1, 4, -1, 8);
    assertThat(Evaluate.predict(new PRelu(), x).toDoubles()).containsExactly(-0.5, 4, -1, 8);
  }
}
