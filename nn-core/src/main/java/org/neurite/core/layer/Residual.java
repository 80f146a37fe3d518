package org.neurite.core.layer;

import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/**
 * A body with a way around it (He, Zhang, Ren, Sun, 2016): {@code y = body(x) + x}, or {@code
 * body(x) + projection(x)} where the body changes the shape. Children {@code body} and {@code
 * projection}.
 *
 * @param body what is added to the input
 * @param projection brings the input to the body's shape; without it the shapes must be equal
 */
public record Residual(
    @Setting(doc = "what is added to the input") Layer body,
    @Setting(doc = "brings the input to the body's shape") Optional<Layer> projection)
    implements Layer {

  /** Checks the settings. */
  public Residual {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(projection, "projection");
  }

  /**
   * A body that keeps the shape.
   *
   * @param body what is added to the input
   */
  public Residual(Layer body) {
    this(body, Optional.empty());
  }

  /**
   * A body that changes the shape.
   *
   * @param body what is added to the projected input
   * @param projection brings the input to the body's shape
   */
  public Residual(Layer body, Layer projection) {
    this(body, Optional.of(projection));
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Tensor through = ctx.child("body", body, input);
    Tensor around = projection.map(p -> ctx.child("projection", p, input)).orElse(input);
    if (!through.type().equals(around.type())) {
      throw Inputs.mismatch(
          ctx,
          "residual",
          "a body that gives " + around.type() + ", to be added to the input",
          through.type().toString(),
          "end the body in the input's shape, or give the residual a projection");
    }
    return through.add(around);
  }
}
