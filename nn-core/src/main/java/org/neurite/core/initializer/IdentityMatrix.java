package org.neurite.core.initializer;

import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;

/**
 * A multiple of the identity (Le, Jaitly, Hinton, 2015): {@code gain} where the first two indices
 * are equal, at the middle of a kernel {@code [out, in, k..]}; zero elsewhere. A layer with it
 * first hands on what it gets.
 *
 * @param gain value on the diagonal
 */
public record IdentityMatrix(
    @Setting(doc = "value on the diagonal", defaultValue = "1") double gain)
    implements Initializer {

  /** Checks the settings. */
  public IdentityMatrix {
    Settings.check(IdentityMatrix.class, "gain", gain);
  }

  /** Ones on the diagonal. */
  public IdentityMatrix() {
    this(1);
  }

  @Override
  public float[] values(Shape shape, RandomStream random) {
    if (shape.rank() < 2) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at("identity")
              .expected("a weight [out, in, ..]")
              .found(shape.toString())
              .mend("give biases another initializer"));
    }
    float[] values = new float[Draw.length(shape)];
    int in = shape.size(1);
    int cells = values.length / (shape.size(0) * in);
    int middle = 0;
    for (int axis = 2; axis < shape.rank(); axis++) {
      middle = middle * shape.size(axis) + (shape.size(axis) - 1) / 2;
    }
    for (int i = 0; i < Math.min(shape.size(0), in); i++) {
      values[(i * in + i) * cells + middle] = (float) gain;
    }
    return values;
  }
}
