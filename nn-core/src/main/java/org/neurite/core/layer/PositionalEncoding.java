package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;

/**
 * Adds waves that tell where a step is (Vaswani et al., 2017), {@code [N, T, E] -> [N, T, E]}:
 * {@code sin(t / base^(2i/E))} to feature 2i, {@code cos(t / base^(2i/E))} to feature 2i + 1.
 *
 * @param base the longest wave, over 2 pi
 */
public record PositionalEncoding(
    @Setting(doc = "longest wave over 2 pi", defaultValue = "10000", min = 1) double base)
    implements Layer {
  private static final int MOST = 1 << 22;

  /** Checks the settings. */
  public PositionalEncoding {
    Settings.check(PositionalEncoding.class, "base", base);
  }

  /** A base of 10,000. */
  public PositionalEncoding() {
    this(10_000);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    if (input.shape().rank() != 3) {
      throw Inputs.mismatch(
          ctx, "positional-encoding", "an input [N, T, E]", input.type().toString(), "");
    }
    int steps = input.shape().size(1);
    int size = input.shape().size(2);
    if ((long) steps * size > MOST) { // a file may ask for more than there is memory
      throw Inputs.mismatch(
          ctx,
          "positional-encoding",
          "at most " + MOST + " numbers in a sequence",
          steps + " steps of " + size,
          "");
    }
    double[] lengths = new double[size];
    for (int e = 0; e < size; e++) {
      lengths[e] = Math.pow(base, (e - e % 2) / (double) size);
    }
    double[] waves = new double[steps * size];
    for (int t = 0; t < steps; t++) {
      for (int e = 0; e < size; e++) {
        double angle = t / lengths[e];
        waves[t * size + e] = e % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
      }
    }
    return input.add(input.constant(NDArray.of(waves, steps, size)));
  }
}
