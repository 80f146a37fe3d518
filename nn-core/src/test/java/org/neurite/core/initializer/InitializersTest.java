package org.neurite.core.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Initializer;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

class InitializersTest {
  /** fan-in 6 * 25 = 150, fan-out 16 * 25 = 400. */
  private static final Shape KERNEL = Shape.of(16, 6, 5, 5);

  private static float[] draw(Initializer initializer, Shape shape) {
    float[] values = initializer.values(shape, new RandomStream(42, 1, 0));
    assertThat(values).hasSize((int) shape.elements(1));
    return values;
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    return Math.sqrt(
        IntStream.range(0, values.length)
            .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
            .average()
            .orElseThrow());
  }

  private static void requireUniform(Initializer initializer, double bound) {
    float[] values = draw(initializer, KERNEL);
    for (float value : values) {
      assertThat((double) value).isBetween(-bound, bound);
    }
    requireSpread(values, bound / Math.sqrt(3));
  }

  private static void requireSpread(float[] values, double deviation) {
    assertThat(mean(values)).isCloseTo(0, within(4 * deviation / Math.sqrt(values.length)));
    assertThat(deviation(values))
        .isCloseTo(deviation, within(4 * deviation / Math.sqrt(2.0 * values.length)));
  }

  @Test
  void constants() {
    assertThat(draw(new Zeros(), Shape.of(2, 2))).containsOnly(0);
    assertThat(draw(new Constant(0.5), Shape.SCALAR)).containsExactly(0.5f);
  }

  @Test
  void uniformStaysInItsInterval() {
    float[] values = draw(new Uniform(2, 4), KERNEL);
    for (float value : values) {
      assertThat(value).isBetween(2f, 4f);
    }
    assertThat(mean(values)).isCloseTo(3, within(0.05));
    assertThat(draw(new Uniform(), KERNEL)).isEqualTo(draw(new Uniform(0, 1), KERNEL));
    assertThatThrownBy(() -> new Uniform(1, 0))
        .hasMessageContaining("Uniform.high: expected a number not below low=1.0, found 0.0");
  }

  @Test
  void normalHasItsMeanAndDeviation() {
    float[] values = draw(new Normal(5, 2), KERNEL);
    assertThat(mean(values)).isCloseTo(5, within(0.2));
    assertThat(deviation(values)).isCloseTo(2, within(0.15));
    assertThatThrownBy(() -> new Normal(0, -1)).hasMessageContaining("Normal.deviation");
  }

  @Test
  void spreadFollowsTheFans() {
    requireUniform(new FanInUniform(), 1 / Math.sqrt(150));
    requireUniform(new Xavier(), Math.sqrt(6.0 / 550));
    requireSpread(draw(new Xavier(Distribution.NORMAL, 2), KERNEL), 2 * Math.sqrt(2.0 / 550));
    requireUniform(new He(), Math.sqrt(6.0 / 150));
    requireSpread(
        draw(new He(Distribution.NORMAL, FanMode.FAN_OUT, 1), KERNEL), 1 / Math.sqrt(400));
  }

  @Test
  void oneSeedGivesOneResult() {
    assertThat(draw(new He(), KERNEL)).isEqualTo(draw(new He(), KERNEL));
  }

  @Test
  void vectorsHaveTheirLengthAsFan() {
    float[] values = draw(new FanInUniform(), Shape.of(10_000));
    for (float value : values) {
      assertThat((double) value).isBetween(-0.01, 0.01);
    }
  }
}
