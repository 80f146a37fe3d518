package org.neurite.core.layer;

import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;

/** A layer over steps that can leave some of them out. */
public interface MaskedLayer extends Layer {
  /**
   * Computes the output from the steps that count.
   *
   * @param ctx as for a layer
   * @param input {@code [N, T, ..]}
   * @param steps bool {@code [N, T]}, true for the steps that count; for attention also {@code [N,
   *     T, T]} or {@code [T, T]}, true for the keys (columns) that a query (row) sees
   * @return the output, of the type that {@link Layer#apply} gives
   */
  Tensor apply(LayerContext ctx, Tensor input, Tensor steps);
}
