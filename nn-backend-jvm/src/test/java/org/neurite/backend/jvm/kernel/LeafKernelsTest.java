package org.neurite.backend.jvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Leaf;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;

class LeafKernelsTest {
  private static final long KEY = RandomStream.nodeKey("net/dropout");

  /** The trial's seed and step. */
  private static final RandomStream STREAM = new RandomStream(7, KEY, 5);

  @Test
  void countIsTheDimensionOfTheRun() {
    Leaf.Count op = new Leaf.Count(Dim.batch(3), DataType.FLOAT32);
    assertThat(Trial.of(op).run(1, 10, 4)[0]).containsExactly(12);
    assertThat(Trial.of(op).run(1, 10, 10)[0]).containsExactly(30);
  }

  @Test
  void iotaCountsAlongItsAxis() {
    for (int axis = 0; axis < 3; axis++) {
      Trial.of(new Leaf.Iota(Shape.of(Dim.of(2), Dim.batch(3), Dim.of(4)), axis))
          .matchesReference();
    }
  }

  private static Leaf.Random random(Leaf.Distribution distribution, double a, double b) {
    TensorType type = TensorType.float32(Shape.of(Dim.N, Dim.of(3)));
    return new Leaf.Random(distribution, a, b, type, KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20_000})
  void randomNumbersAreThoseOfTheStream(int n) {
    float[] uniform = new float[3 * n];
    STREAM.uniform(uniform, 0, 0, uniform.length, new int[4]);
    float[] normal = new float[3 * n];
    STREAM.normal(normal, 0, 0, normal.length, new int[4]);
    Trial standard = Trial.of(random(Leaf.Distribution.UNIFORM, 0, 1));
    assertThat(standard.run(1, n, n)[0]).containsExactly(uniform);
    assertThat(standard.run(2, n, n)[0]).containsExactly(uniform);
    Trial gauss = Trial.of(random(Leaf.Distribution.NORMAL, 0, 1));
    assertThat(gauss.run(1, n, n)[0]).containsExactly(normal);
    assertThat(gauss.run(2, n + 1, n)[0]).containsExactly(normal);
  }

  @Test
  void distributionsHaveTheirParameters() {
    float[] uniform = Trial.of(random(Leaf.Distribution.UNIFORM, -2, 3)).run(1, 100, 100)[0];
    float[] normal = Trial.of(random(Leaf.Distribution.NORMAL, 10, 0.5)).run(1, 100, 100)[0];
    float[] coin = Trial.of(random(Leaf.Distribution.BERNOULLI, 0.3, 0)).run(1, 100, 100)[0];
    for (int i = 0; i < 300; i++) {
      assertThat(uniform[i]).isEqualTo((float) (-2 + 5 * STREAM.uniformAt(i)));
      assertThat(normal[i]).isEqualTo((float) (10 + 0.5 * STREAM.normalAt(i)));
      assertThat(coin[i]).isEqualTo(STREAM.uniformAt(i) < 0.3 ? 1 : 0);
    }
  }

  @Test
  void bernoulliIsNeverOrAlwaysAtItsEnds() {
    assertThat(Trial.of(random(Leaf.Distribution.BERNOULLI, 0, 0)).run(1, 50, 50)[0])
        .containsOnly(0);
    assertThat(Trial.of(random(Leaf.Distribution.BERNOULLI, 1, 0)).run(1, 50, 50)[0])
        .containsOnly(1);
  }
}
