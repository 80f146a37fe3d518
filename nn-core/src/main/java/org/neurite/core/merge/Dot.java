package org.neurite.core.merge;

import java.util.List;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/**
 * The scalar product of the rows of two tensors, as Keras's Dot along the last axis: {@code [N, F]}
 * twice gives {@code [N, 1]}, {@code [N, .., F]} gives {@code [N, .., 1]}. The squared length of a
 * row counts at least {@code 1e-12}.
 *
 * @param normalize whether the rows are first brought to length 1, for the cosine between them
 */
public record Dot(
    @Setting(doc = "whether rows are first brought to length 1", defaultValue = "false")
        boolean normalize)
    implements Merge {
  private static final double TINY = 1e-12;

  /** Without normalising. */
  public Dot() {
    this(false);
  }

  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at("dot in layer " + ctx.path())
              .expected("two tensors")
              .found(Integer.toString(inputs.size()))
              .mend("use multiply for the product of several"));
    }
    Tensor product = Alike.fold(ctx, "dot", inputs, Tensor::mul).sumKeepDims(-1);
    if (!normalize) {
      return product;
    }
    Tensor cosine = product;
    for (Tensor input : inputs) {
      cosine = cosine.mul(input.square().sumKeepDims(-1).max(TINY).rsqrt());
    }
    return cosine;
  }
}
