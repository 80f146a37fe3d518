package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.testing.Evaluate;

class NormalisingLayersTest {
  private static final Offset<Double> CLOSE = within(1e-4);

  private static double[] y(Layer layer, NDArray x) {
    return Evaluate.predict(layer, x).toDoubles();
  }

  private static double[] training(Layer layer, NDArray x) {
    return Evaluate.layer(layer, true, x, Map.of()).outputs().get("y").toDoubles();
  }

  @Test
  void normalisesOverTheStatedPart() {
    NDArray x = NDArray.of(new double[] {1, 3, 10, 30, -5, 5, 0, 0.2}, 1, 2, 4);
    double mean = Arrays.stream(x.toDoubles()).average().orElseThrow();
    double[] centred = Arrays.stream(x.toDoubles()).map(v -> v - mean).toArray();
    double variance = Arrays.stream(centred).map(v -> v * v).average().orElseThrow();
    assertThat(y(new LayerNorm(2, 1e-5, true), x))
        .containsExactly(
            Arrays.stream(centred).map(v -> v / Math.sqrt(variance + 1e-5)).toArray(), CLOSE);
    double[] instance = y(new InstanceNorm(), NDArray.of(new double[] {1, 3, 10, 30}, 1, 2, 2));
    assertThat(instance).containsExactly(new double[] {-1, 1, -1, 1}, CLOSE);
    double[] group = y(new GroupNorm(1), NDArray.of(new double[] {1, 1, 3, 3}, 1, 2, 2));
    assertThat(group).containsExactly(new double[] {-1, -1, 1, 1}, CLOSE);
    double[] rms = y(new RmsNorm(), NDArray.of(new double[] {3, 4}, 1, 2));
    assertThat(rms[0]).isCloseTo(3 / Math.sqrt(12.5), CLOSE);
    assertThat(y(new Scale(2, true), NDArray.of(new double[] {3, 4}, 1, 2))).containsExactly(6, 8);
  }

  @Test
  void groupsMustDivideTheChannels() {
    assertThatThrownBy(() -> y(new GroupNorm(2), NDArray.of(new double[3], 1, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at group-norm in layer net: expected channels divisible");
    assertThatThrownBy(() -> new LayerNorm(0, 1e-5, true)).hasMessageContaining("LayerNorm.axes");
    assertThatThrownBy(() -> new RmsNorm(0)).hasMessageContaining("RmsNorm.eps");
  }

  @Test
  void spatialDropoutDropsWholeChannels() {
    double[] ones = new double[600];
    Arrays.fill(ones, 1);
    NDArray x = NDArray.of(ones, 2, 100, 3);
    double[] y = training(new SpatialDropout(0.5), x);
    for (int channel = 0; channel < 200; channel++) {
      assertThat(y[3 * channel]).isIn(0.0, 2.0);
      assertThat(y[3 * channel + 1]).isEqualTo(y[3 * channel]);
      assertThat(y[3 * channel + 2]).isEqualTo(y[3 * channel]);
    }
    assertThat(Arrays.stream(y).sum() / 600).isBetween(0.7, 1.3);
    assertThat(y(new SpatialDropout(), x)).containsExactly(ones);
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    NDArray normal = Evaluate.predict(new Permute(1), gaussian(20_000));
    double[] y = training(new AlphaDropout(0.3), normal);
    double mean = Arrays.stream(y).average().orElseThrow();
    double square = Arrays.stream(y).map(v -> v * v).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(0.03));
    assertThat(square - mean * mean).isCloseTo(1, within(0.05));
    assertThat(y(new AlphaDropout(), normal)).containsExactly(normal.toDoubles());
  }

  private static NDArray gaussian(int count) {
    float[] values = new float[count];
    new RandomStream(7, 7, 0).normal(values, 0, 0, count, new int[4]);
    return NDArray.of(values, 1, count);
  }

  @Test
  void gaussianNoiseIsAddedInTrainingOnly() {
    NDArray zeros = NDArray.of(new double[10_000], 1, 10_000);
    double[] y = training(new GaussianNoise(0.5), zeros);
    double square = Arrays.stream(y).map(v -> v * v).average().orElseThrow();
    assertThat(Math.sqrt(square)).isCloseTo(0.5, within(0.02));
    assertThat(y(new GaussianNoise(), zeros)).containsOnly(0);
  }
}
