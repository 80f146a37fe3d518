package org.neurite.core.layer;

import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Layers one after another. Each is a child with a name by type and number ({@code dense_1}), or
 * the one that {@link Named} gives it.
 *
 * @param layers the layers, at least one
 */
public record Sequential(@Setting(doc = "layers, applied in order") List<Layer> layers)
    implements Layer {

  /** Checks the settings. */
  public Sequential {
    layers = List.copyOf(layers);
    Settings.require(!layers.isEmpty(), Sequential.class, "layers", "at least one layer", "none");
  }

  /**
   * The same with the layers one by one.
   *
   * @param layers the layers, at least one
   */
  public Sequential(Layer... layers) {
    this(List.of(layers));
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Tensor x = input;
    for (Named child : LayerNames.of(layers)) {
      x = ctx.child(child.name(), child.layer(), x);
    }
    return x;
  }
}
