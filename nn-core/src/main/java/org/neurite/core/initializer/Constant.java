package org.neurite.core.initializer;

import java.util.Arrays;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * The same value everywhere.
 *
 * @param value the value
 */
public record Constant(@Setting(doc = "value of every element") double value)
    implements Initializer {

  /** Checks the settings. */
  public Constant {
    Settings.check(Constant.class, "value", value);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    float[] values = new float[Draw.length(shape)];
    Arrays.fill(values, (float) value);
    return values;
  }
}
