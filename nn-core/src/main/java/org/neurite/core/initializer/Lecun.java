package org.neurite.core.initializer;

import java.util.Objects;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * Mean 0 and variance {@code 1 / fanIn} (LeCun, Bottou, Orr, Müller, 1998), for {@code selu}. For a
 * weight {@code [out, in, k..]} the fan-in is {@code in * k..}.
 *
 * @param distribution uniform or normal
 */
public record Lecun(
    @Setting(doc = "kind of random numbers", defaultValue = "uniform") Distribution distribution)
    implements Initializer {

  /** Checks the settings. */
  public Lecun {
    Objects.requireNonNull(distribution, "distribution");
  }

  /** Uniform. */
  public Lecun() {
    this(Distribution.UNIFORM);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    return Draw.spread(distribution, shape, random, 1 / Math.sqrt(Draw.fanIn(shape)));
  }
}
