package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Gelu;
import org.neurite.core.merge.CrossAttention;
import org.neurite.core.testing.Evaluate;

class AttentionLayersTest {
  private static TensorType batch(long... sizes) {
    return TensorType.float32(Shape.batchOf(sizes));
  }

  @Test
  void parametersAreNamedAsInPytorch() {
    assertThat(Evaluate.variables(new MultiHeadAttention(2), batch(5, 4)))
        .containsExactly("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias");
    assertThat(Evaluate.variables(new TransformerEncoderBlock(2, 8), batch(5, 4)))
        .contains("self_attn.in_proj_weight", "linear1.weight", "linear2.bias", "norm1.weight");
  }

  @Test
  void aCausalBlockDoesNotSeeTheFuture() {
    TransformerEncoderBlock block =
        new TransformerEncoderBlock(1, 3, new Gelu(), true, true, 0, 1e-5);
    double[] x = {0.1, 0.9, -0.3, 0.4, 0.7, -0.8};
    double[] before = Evaluate.predict(block, NDArray.of(x, 1, 3, 2)).toDoubles();
    x[4] = 5;
    double[] after = Evaluate.predict(block, NDArray.of(x, 1, 3, 2)).toDoubles();
    assertThat(Arrays.copyOf(after, 4)).containsExactly(Arrays.copyOf(before, 4));
    assertThat(after[4]).isNotEqualTo(before[4]);
  }

  @Test
  void crossAttentionGivesTheQuerysShape() {
    Layer query = new Reshape(2, 4);
    Layer memory = new Sequential(new Reshape(2, 4), new Permute(1, 2));
    Parallel both = new Parallel(new CrossAttention(2), query, memory);
    assertThat(Evaluate.output(both, batch(8))).isEqualTo(batch(2, 4));
    assertThatThrownBy(() -> Evaluate.output(new Parallel(new CrossAttention(2), query), batch(8)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at cross-attention in layer net");
  }

  @Test
  void featuresMustBeDivisibleByHeads() {
    assertThatThrownBy(() -> Evaluate.output(new MultiHeadAttention(3), batch(5, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("inputs [N, T, E] with E divisible by 3 heads");
    assertThatThrownBy(() -> Evaluate.output(new PositionalEncoding(), batch(5)))
        .hasMessageStartingWith("NN-1101 at positional-encoding");
  }
}
