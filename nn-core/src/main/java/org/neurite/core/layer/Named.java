package org.neurite.core.layer;

import java.util.Objects;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * A layer with a name of its own instead of an automatic one such as {@code dense_1}: it stands in
 * the names of its parameters and in messages.
 *
 * @param name unique among its siblings; letters, digits, {@code _} and {@code -}
 * @param layer the layer
 */
public record Named(
    @Setting(doc = "name, unique among its siblings") String name,
    @Setting(doc = "the layer") Layer layer)
    implements Layer {

  /** Checks the settings. */
  public Named {
    Objects.requireNonNull(layer, "layer");
    Settings.require(
        LayerNames.isValid(name),
        Named.class,
        "name",
        "1 to 100 letters, digits, '_' or '-', the first no digit",
        name);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    return ctx.child(name, layer, input);
  }
}
