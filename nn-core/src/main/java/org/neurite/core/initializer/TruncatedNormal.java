package org.neurite.core.initializer;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * Normal numbers as TensorFlow truncates them: those further than two standard deviations from the
 * mean drawn again.
 *
 * @param mean their mean
 * @param deviation standard deviation before the ends are cut
 */
public record TruncatedNormal(
    @Setting(doc = "mean", defaultValue = "0") double mean,
    @Setting(doc = "standard deviation", defaultValue = "0.02", min = 0) double deviation)
    implements Initializer {
  private static final double LIMIT = 2;

  /** Checks the settings. */
  public TruncatedNormal {
    Settings.check(TruncatedNormal.class, "mean", mean);
    Settings.check(TruncatedNormal.class, "deviation", deviation);
  }

  /** Mean 0, deviation 0.02. */
  public TruncatedNormal() {
    this(0, 0.02);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    float[] values = new float[Draw.length(shape)];
    float[] drawn = new float[1024];
    int[] block = new int[4];
    long next = 0;
    for (int i = 0; i < values.length; ) {
      random.normal(drawn, 0, next, drawn.length, block);
      next += drawn.length;
      for (int k = 0; k < drawn.length && i < values.length; k++) {
        if (Math.abs(drawn[k]) <= LIMIT) {
          values[i++] = (float) (mean + deviation * drawn[k]);
        }
      }
    }
    return values;
  }
}
