package org.neurite.core.initializer;

import java.util.Objects;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * Mean 0 and standard deviation {@code gain / sqrt(fan)} (He, Zhang, Ren, Sun, 2015), for
 * rectifiers. For a weight {@code [out, in, k..]} the fan-in is {@code in * k..}, the fan-out
 * {@code out * k..}.
 *
 * @param distribution uniform or normal
 * @param mode which fan
 * @param gain what the following activation asks for: sqrt(2) for relu
 */
public record He(
    @Setting(doc = "kind of random numbers", defaultValue = "uniform") Distribution distribution,
    @Setting(doc = "fan that the spread is taken from", defaultValue = "fan-in") FanMode mode,
    @Setting(
            doc = "factor for the following activation",
            defaultValue = "1.4142135623730951",
            min = 0)
        double gain)
    implements Initializer {

  /** Checks the settings. */
  public He {
    Objects.requireNonNull(distribution, "distribution");
    Objects.requireNonNull(mode, "mode");
    Settings.check(He.class, "gain", gain);
  }

  /** Uniform by fan-in, for relu. */
  public He() {
    this(Distribution.UNIFORM, FanMode.FAN_IN, Math.sqrt(2));
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    double fan = mode == FanMode.FAN_IN ? Draw.fanIn(shape) : Draw.fanOut(shape);
    return Draw.spread(distribution, shape, random, gain / Math.sqrt(fan));
  }
}
