package org.neurite.core.initializer;

// long: makes vectors orthonormal by itself

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * A random orthogonal matrix (Saxe, McClelland, Ganguli, 2013). A weight {@code [out, in, k..]} is
 * seen as {@code [out, in * k..]}: its rows are orthonormal if there are no more of them than
 * columns, else its columns; all singular values are the gain.
 *
 * @param gain all singular values
 */
public record Orthogonal(
    @Setting(doc = "all singular values", defaultValue = "1", min = 0) double gain)
    implements Initializer {

  /** Part of a vector below which its direction is no longer exact to single precision. */
  private static final double LITTLE = 0.01;

  /** Checks the settings. */
  public Orthogonal {
    Settings.check(Orthogonal.class, "gain", gain);
  }

  /** A gain of 1. */
  public Orthogonal() {
    this(1);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    float[] values = Draw.normal(shape, random, 0, 1);
    int rows = shape.rank() < 2 ? 1 : shape.size(0);
    int columns = values.length / rows;
    boolean wide = rows <= columns;
    int count = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    double[][] vectors = new double[count][length];
    for (int v = 0; v < count; v++) {
      for (int i = 0; i < length; i++) {
        vectors[v][i] = values[wide ? v * columns + i : i * columns + v];
      }
      orthonormalize(vectors, v);
      for (int i = 0; i < length; i++) {
        values[wide ? v * columns + i : i * columns + v] = (float) (gain * vectors[v][i]);
      }
    }
    return values;
  }

  /**
   * Takes off what earlier vectors explain (Gram, Schmidt); once more where little is left, because
   * the rounding errors are then large beside it.
   */
  private static void orthonormalize(double[][] vectors, int last) {
    double[] vector = vectors[last];
    double before = length(vector);
    takeOff(vectors, last);
    if (length(vector) < LITTLE * before) {
      takeOff(vectors, last);
    }
    double length = length(vector);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }

  private static void takeOff(double[][] vectors, int last) {
    double[] vector = vectors[last];
    for (int v = 0; v < last; v++) {
      double[] earlier = vectors[v];
      double share = dot(earlier, vector);
      for (int i = 0; i < vector.length; i++) {
        vector[i] -= share * earlier[i];
      }
    }
  }

  private static double length(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  /** Four sums at a time: one alone would wait for each addition before the next. */
  private static double dot(double[] a, double[] b) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int whole = a.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      sum0 += a[i] * b[i];
      sum1 += a[i + 1] * b[i + 1];
      sum2 += a[i + 2] * b[i + 2];
      sum3 += a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < a.length; i++) {
      sum0 += a[i] * b[i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
