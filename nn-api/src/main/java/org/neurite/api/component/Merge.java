package org.neurite.api.component;

import java.util.List;
import org.neurite.api.API;
import org.neurite.api.graph.Tensor;

/** Joins several tensors into one, for instance by concatenation. */
@API(API.Status.STABLE)
@FunctionalInterface
public interface Merge extends Component {
  /**
   * Computes the output.
   *
   * @param ctx as for a layer
   * @param inputs at least one tensor
   * @return the output
   * @throws org.neurite.api.ShapeException if the inputs do not fit
   */
  Tensor apply(LayerContext ctx, List<Tensor> inputs);
}
