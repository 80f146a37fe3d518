package org.neurite.core.merge;

import java.util.List;
import java.util.Optional;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.core.layer.MultiHeadAttention;

/**
 * Attention of one sequence to another (Vaswani et al., 2017): query {@code [N, Tq, E]} and memory
 * {@code [N, Tk, E]}, or query, key and value, give {@code [N, Tq, E]}. Parameters as of {@link
 * MultiHeadAttention}.
 *
 * @param heads number of heads, a divisor of E
 * @param bias whether there are biases
 */
public record CrossAttention(
    @Setting(doc = "number of heads, a divisor of the features", min = 1) int heads,
    @Setting(doc = "whether there are biases", defaultValue = "true") boolean bias)
    implements Merge {

  /** Checks the settings. */
  public CrossAttention {
    Settings.check(CrossAttention.class, "heads", heads);
  }

  /**
   * With biases.
   *
   * @param heads number of heads
   */
  public CrossAttention(int heads) {
    this(heads, true);
  }

  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    if (inputs.size() != 2 && inputs.size() != 3) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at("cross-attention in layer " + ctx.path())
              .expected("query and memory, or query, key and value")
              .found(inputs.size() + " inputs"));
    }
    List<Tensor> all = List.of(inputs.get(0), inputs.get(1), inputs.get(inputs.size() - 1));
    return new MultiHeadAttention(heads, false, bias).attend(ctx, all, Optional.empty()).y();
  }
}
