package org.neurite.core.initializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Initializer;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

class CatalogueInitializersTest {
  private static float[] draw(Initializer initializer, long... shape) {
    return initializer.values(Shape.of(shape), new RandomStream(3, 5, 0));
  }

  @Test
  void truncatedNormalStaysWithinTwoDeviations() {
    float[] values = draw(new TruncatedNormal(1, 0.5), 100, 100);
    double sum = 0;
    for (float value : values) {
      assertThat(value).isBetween(0f, 2f);
      sum += value;
    }
    assertThat(sum / values.length).isCloseTo(1, within(0.02));
    assertThat(values[9_999]).isNotEqualTo(values[0]);
    double squares = 0;
    for (float value : values) {
      squares += (value - 1) * (value - 1);
    }
    // Of a normal distribution cut at two deviations.
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(0.5 * 0.87963, within(0.01));
  }

  @Test
  void identityPassesItsInputOn() {
    assertThat(draw(new IdentityMatrix(), 2, 3)).containsExactly(1, 0, 0, 0, 1, 0);
    float[] kernel = draw(new IdentityMatrix(2), 1, 1, 3, 3);
    assertThat(kernel).containsExactly(0, 0, 0, 0, 2, 0, 0, 0, 0);
    assertThatThrownBy(() -> draw(new IdentityMatrix(), 3))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at identity: expected a weight [out, in, ..]");
  }

  @Test
  void orthogonalRowsStayOrthogonalWhereTheyFillTheSpace() {
    int n = 150;
    float[] w = draw(new Orthogonal(), n, n);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int i = 0; i < n; i++) {
          dot += (double) w[a * n + i] * w[b * n + i];
        }
        assertThat(dot).isCloseTo(a == b ? 1 : 0, within(1e-6));
      }
    }
  }

  @Test
  void orthogonalColumnsWhereThereAreMoreRows() {
    float[] w = draw(new Orthogonal(2), 3, 2);
    double dot = w[0] * w[1] + w[2] * w[3] + w[4] * w[5];
    double length = w[0] * w[0] + w[2] * w[2] + w[4] * w[4];
    assertThat(dot).isCloseTo(0, within(1e-6));
    assertThat(length).isCloseTo(4, within(1e-5));
  }
}
