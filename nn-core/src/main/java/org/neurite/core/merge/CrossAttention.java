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
 * {@code [N, Tk, E]}, or query, key and value, give {@code [N, Tq, E]}. A mask may follow: {@code
 * [N, Tk]}, of which 0 hides the key, or {@code [N, Tq, Tk]}, of which 0 hides the key (column)
 * from the query (row). Parameters as of {@link MultiHeadAttention}.
 *
 * @param heads number of heads, a divisor of E
 * @param bias whether there are biases
 * @param masked whether a last input is the mask
 * @param dropout part of the weights that is dropped while training
 */
public record CrossAttention(
    @Setting(doc = "number of heads, a divisor of the features", min = 1) int heads,
    @Setting(doc = "whether there are biases", defaultValue = "true") boolean bias,
    @Setting(doc = "whether a last input is the mask", defaultValue = "false") boolean masked,
    @Setting(
            doc = "part of the weights dropped while training",
            defaultValue = "0",
            min = 0,
            max = 1)
        double dropout)
    implements Merge {

  /** Checks the settings. */
  public CrossAttention {
    Settings.check(CrossAttention.class, "heads", heads);
    Settings.check(CrossAttention.class, "dropout", dropout);
  }

  /**
   * With biases, without a mask.
   *
   * @param heads number of heads
   */
  public CrossAttention(int heads) {
    this(heads, true, false, 0);
  }

  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    int count = inputs.size() - (masked ? 1 : 0);
    if (count != 2 && count != 3) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at("cross-attention in layer " + ctx.path())
              .expected(
                  "query and memory, or query, key and value" + (masked ? ", then the mask" : ""))
              .found(inputs.size() + " inputs"));
    }
    List<Tensor> all = List.of(inputs.get(0), inputs.get(1), inputs.get(count - 1));
    Optional<Tensor> hidden =
        masked ? Optional.of(inputs.get(count).ne(0).not()) : Optional.empty();
    return new MultiHeadAttention(heads, false, bias, dropout).attend(ctx, all, hidden).y();
  }
}
