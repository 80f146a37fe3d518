package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;

/**
 * The same vector at every step, as Keras's RepeatVector, {@code [N, F] -> [N, times, F]}.
 *
 * @param times number of steps
 */
public record RepeatVector(@Setting(doc = "number of steps", min = 1) int times) implements Layer {

  /** Checks the settings. */
  public RepeatVector {
    Settings.check(RepeatVector.class, "times", times);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    if (input.shape().rank() != 2) {
      throw Inputs.mismatch(ctx, "repeat-vector", "an input [N, F]", input.type().toString(), "");
    }
    Tensor step = input.expandDims(1);
    return step.broadcastTo(step.shape().with(1, Dim.of(times)));
  }
}
