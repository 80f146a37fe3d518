package org.neurite.core.initializer;

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

  /** Takes off what earlier vectors explain, twice for the sake of rounding (Gram, Schmidt). */
  private static void orthonormalize(double[][] vectors, int last) {
    double[] vector = vectors[last];
    for (int round = 0; round < 2; round++) {
      for (int v = 0; v < last; v++) {
        double share = dot(vectors[v], vector);
        for (int i = 0; i < vector.length; i++) {
          vector[i] -= share * vectors[v][i];
        }
      }
      double length = Math.sqrt(dot(vector, vector));
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= length;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
