package org.neurite.core.layer;

import java.util.Objects;
import java.util.stream.IntStream;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * A layer over {@code [N, T, ..]} that leaves out padding, as Keras's Masking: steps whose features
 * all have one value. Recurrent layers hand their state on unchanged and give zeros there;
 * attention does not look there. Child {@code layer}.
 *
 * @param layer what is applied
 * @param value features of a step that does not count
 */
public record Masking(
    @Setting(doc = "what is applied to the other steps") MaskedLayer layer,
    @Setting(doc = "features of a step that does not count", defaultValue = "0") double value)
    implements Layer {

  /** Checks the settings. */
  public Masking {
    Objects.requireNonNull(layer, "layer");
    Settings.check(Masking.class, "value", value);
  }

  /**
   * Leaves out steps that are all zero.
   *
   * @param layer what is applied
   */
  public Masking(MaskedLayer layer) {
    this(layer, 0);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireSteps(ctx, input, input.shape().rank() >= 3, "masking", "[N, T, ..]");
    Tensor other = input.ne(value).where(input.filled(1), input.filled(0));
    Tensor steps = other.reduceMax(IntStream.range(2, input.shape().rank()).toArray()).gt(0);
    return ctx.child("layer", (inner, x) -> layer.apply(inner, x, steps.at(inner.path())), input);
  }
}
