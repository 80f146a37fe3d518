package org.neurite.core.initializer;

import java.util.Objects;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * Mean 0 and standard deviation {@code gain sqrt(2 / (fanIn + fanOut))} (Glorot, Bengio, 2010), for
 * units that are linear around zero. For a weight {@code [out, in, k..]} the fans are {@code in *
 * k..} and {@code out * k..}.
 *
 * @param distribution uniform or normal
 * @param gain what the following activation asks for: 1 for sigmoid, 5/3 for tanh
 */
public record Xavier(
    @Setting(doc = "kind of random numbers", defaultValue = "uniform") Distribution distribution,
    @Setting(doc = "factor for the following activation", defaultValue = "1", min = 0) double gain)
    implements Initializer {

  /** Checks the settings. */
  public Xavier {
    Objects.requireNonNull(distribution, "distribution");
    Settings.check(Xavier.class, "gain", gain);
  }

  /** Uniform, with a gain of 1. */
  public Xavier() {
    this(Distribution.UNIFORM, 1);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    double deviation = gain * Math.sqrt(2 / (Draw.fanIn(shape) + Draw.fanOut(shape)));
    return Draw.spread(distribution, shape, random, deviation);
  }
}
