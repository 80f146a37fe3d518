package org.neurite.core.layer;

import java.util.Objects;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/**
 * An activation as a layer of its own, {@code [N, ..] -> [N, ..]}.
 *
 * @param activation the function
 */
public record ActivationLayer(@Setting(doc = "the function") Activation activation)
    implements Layer {

  /** Checks the settings. */
  public ActivationLayer {
    Objects.requireNonNull(activation, "activation");
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    return activation.apply(input);
  }
}
