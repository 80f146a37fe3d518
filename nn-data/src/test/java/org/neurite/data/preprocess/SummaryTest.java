package org.neurite.data.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
  private static NumberSummary summary(double... values) {
    NumberSummary summary = new NumberSummary();
    for (double value : values) {
      summary.add(value);
    }
    return summary;
  }

  @Test
  void tellsWhatTheRowsHold() {
    NumberSummary summary = summary(2, 4, 4, 4, 5, 5, 7, 9, Double.NaN, Double.NaN);

    assertThat(summary.mean()).isEqualTo(5);
    assertThat(summary.deviation()).isEqualTo(2);
    assertThat(summary.min()).isEqualTo(2);
    assertThat(summary.max()).isEqualTo(9);
    assertThat(summary.quantile(0.5)).isEqualTo(4.5);
    assertThat(summary.missingShare()).isEqualTo(0.2);
  }

  @Test
  void noRowsAreNoFault() {
    NumberSummary summary = summary();

    assertThat(summary.mean()).isZero();
    assertThat(summary.deviation()).isZero();
    assertThat(summary.min()).isZero();
    assertThat(summary.quantile(0.5)).isZero();
    assertThat(summary.missingShare()).isZero();
  }

  @Test
  void smallDifferencesOfLargeNumbersAreNotLost() {
    Random random = new Random(1);
    double[] values = random.doubles(50_000).map(v -> 1e10 + v).toArray();

    assertThat(summary(values).deviation()).isCloseTo(Math.sqrt(1.0 / 12), within(2e-3));
    assertThat(summary(1e-300, 3e-300).deviation()).isCloseTo(1e-300, within(1e-310));
    assertThat(summary(1e300, 3e300).deviation()).isCloseTo(1e300, within(1e290));
    assertThat(summary(1e-300, 1e300).mean()).isCloseTo(5e299, within(1e289));
  }

  @Property(tries = 300)
  void partsThatAreMergedGiveWhatTheWholeGives(
      @ForAll @Size(min = 2, max = 60) @DoubleRange(min = -1e9, max = 1e9) double[] values,
      @ForAll @IntRange(max = 60) int cut) {
    int at = Math.min(cut, values.length);
    NumberSummary whole = summary(values);
    NumberSummary first = summary(Arrays.copyOfRange(values, 0, at));
    NumberSummary second = summary(Arrays.copyOfRange(values, at, values.length));
    second.merge(first);

    double scale = Math.max(Math.abs(whole.min()), Math.abs(whole.max())) + 1e-300;
    assertThat(second.mean()).isCloseTo(whole.mean(), within(1e-15 * scale));
    assertThat(second.deviation()).isCloseTo(whole.deviation(), within(1e-12 * scale));
    assertThat(second.min()).isEqualTo(whole.min());
    assertThat(second.quantile(0.3)).isEqualTo(whole.quantile(0.3));
  }

  private static double[] values(String order, int count) {
    double[] sorted = IntStream.range(0, count).asDoubleStream().toArray();
    if (order.equals("falling")) {
      return IntStream.range(0, count).mapToDouble(i -> sorted[count - 1 - i]).toArray();
    }
    if (order.equals("mixed")) {
      Random random = new Random(7);
      for (int i = count - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        double swap = sorted[i];
        sorted[i] = sorted[j];
        sorted[j] = swap;
      }
    }
    return sorted;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rising", "falling", "mixed"})
  void ranksAreOffByLessThanThreePerThousand(String order) {
    int count = 1_000_000;
    QuantileSketch sketch = new QuantileSketch();
    QuantileSketch half = new QuantileSketch();
    double[] values = values(order, count);
    for (int i = 0; i < count; i++) {
      (i < count / 2 ? half : sketch).add(values[i]);
    }
    sketch.merge(half);

    assertThat(sketch.count()).isEqualTo(count);
    for (double part : new double[] {0, 0.01, 0.25, 0.5, 0.75, 0.99, 1}) {
      assertThat(sketch.quantile(part)).isCloseTo(part * count, within(0.003 * count));
    }
    assertThat(sketch.toString()).matches("1000000 values, 1?[0-9]{4} kept");
  }

  @Test
  void quantilesAreExactUpToABound() {
    QuantileSketch sketch = new QuantileSketch();
    for (int i = QuantileSketch.EXACT - 1; i >= 0; i--) {
      sketch.add(i);
    }

    assertThat(sketch.quantile(0.5)).isEqualTo((QuantileSketch.EXACT - 1) / 2.0);
    assertThat(sketch.toString()).endsWith("32768 kept");
  }
}
