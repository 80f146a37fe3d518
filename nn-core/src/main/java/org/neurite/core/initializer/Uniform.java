package org.neurite.core.initializer;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * Uniform numbers in {@code [low, high)}.
 *
 * @param low lower bound
 * @param high upper bound
 */
public record Uniform(
    @Setting(doc = "lower bound", defaultValue = "0") double low,
    @Setting(doc = "upper bound", defaultValue = "1") double high)
    implements Initializer {

  /** Checks the settings. */
  public Uniform {
    Settings.check(Uniform.class, "low", low);
    Settings.check(Uniform.class, "high", high);
    Settings.require(low <= high, Uniform.class, "high", "a number not below low=" + low, high);
  }

  /** Between 0 and 1. */
  public Uniform() {
    this(0, 1);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    return Draw.uniform(shape, random, low, high);
  }
}
