package org.neurite.api.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
  private final RandomStream stream =
      new RandomStream(42, RandomStream.nodeKey("net/dropout_1"), 3);
  private final int[] block = new int[4];

  @Test
  void anElementDoesNotDependOnWhereTheFillingBegins() {
    float[] all = new float[100];
    stream.uniform(all, 0, 0, 100, block);
    for (int first = 0; first < 9; first++) {
      float[] part = new float[50];
      stream.uniform(part, 10, first, 40, block);
      for (int i = 0; i < 40; i++) {
        assertThat(part[10 + i]).isEqualTo(all[first + i]);
      }
    }
    assertThat(stream.uniformAt(77)).isEqualTo(all[77]);
  }

  @Test
  void normalNumbersDoNotEither() {
    float[] all = new float[100];
    stream.normal(all, 0, 0, 100, block);
    float[] part = new float[31];
    stream.normal(part, 0, 13, 31, block);
    assertThat(part).containsExactly(Arrays.copyOfRange(all, 13, 44));
    assertThat(stream.normalAt(50)).isEqualTo(all[50]);
  }

  @Test
  void uniformNumbersHaveTheirMeanAndRange() {
    float[] values = new float[100_000];
    stream.uniform(values, 0, 0, values.length, block);
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    assertThat(mean).isCloseTo(0.5, within(0.005));
    for (float value : values) {
      assertThat(value).isBetween(0f, Math.nextDown(1f));
    }
  }

  @Test
  void normalNumbersHaveTheirMeanAndDeviation() {
    float[] values = new float[100_000];
    stream.normal(values, 0, 0, values.length, block);
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    double square =
        IntStream.range(0, values.length)
            .mapToDouble(i -> values[i] * (double) values[i])
            .average()
            .orElse(0);
    assertThat(mean).isCloseTo(0, within(0.01));
    assertThat(square).isCloseTo(1, within(0.02));
  }

  @Test
  void seedNodeAndStepEachGiveOtherNumbers() {
    long key = RandomStream.nodeKey("net/dropout_1");
    assertThat(new RandomStream(43, key, 3).uniformAt(0)).isNotEqualTo(stream.uniformAt(0));
    assertThat(new RandomStream(42, key + 1, 3).uniformAt(0)).isNotEqualTo(stream.uniformAt(0));
    assertThat(new RandomStream(42, key, 4).uniformAt(0)).isNotEqualTo(stream.uniformAt(0));
    assertThat(new RandomStream(42, key, 3).uniformAt(0)).isEqualTo(stream.uniformAt(0));
  }

  @Test
  void aPermutationHoldsEachNumberOnce() {
    int[] order = stream.permutation(1000);
    assertThat(Arrays.stream(order).sorted().toArray())
        .containsExactly(IntStream.range(0, 1000).toArray());
    assertThat(order).isNotEqualTo(IntStream.range(0, 1000).toArray());
    assertThat(stream.permutation(1000)).containsExactly(order);
  }
}
