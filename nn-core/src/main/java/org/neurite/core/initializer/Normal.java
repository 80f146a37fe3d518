package org.neurite.core.initializer;

import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * Normal numbers.
 *
 * @param mean their mean
 * @param deviation their standard deviation
 */
public record Normal(
    @Setting(doc = "mean", defaultValue = "0") double mean,
    @Setting(doc = "standard deviation", defaultValue = "1", min = 0) double deviation)
    implements Initializer {

  /** Checks the settings. */
  public Normal {
    Settings.check(Normal.class, "mean", mean);
    Settings.check(Normal.class, "deviation", deviation);
  }

  /** Mean 0, deviation 1. */
  public Normal() {
    this(0, 1);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    return Draw.normal(shape, random, mean, deviation);
  }
}
