package org.neurite.core.layer;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.core.initializer.Normal;

/**
 * A learnt vector for each index (Bengio et al., "A neural probabilistic language model", 2003),
 * int32 {@code [N, ..] -> [N, .., dimension]}. Parameter {@code weight [vocabulary, dimension]}.
 * The padding index starts as zeros and is never trained. An index beyond the vocabulary is an
 * error when the model runs.
 *
 * @param vocabulary number of indices
 * @param dimension length of the vectors
 * @param paddingIndex index of padding, if there is one
 * @param initializer first vectors
 */
public record Embedding(
    @Setting(doc = "number of indices", min = 1) int vocabulary,
    @Setting(doc = "length of the vectors", min = 1) int dimension,
    @Setting(doc = "index that stands for padding", min = 0) Optional<Integer> paddingIndex,
    @Setting(doc = "first vectors", defaultValue = "normal") Initializer initializer)
    implements Layer {

  /** Checks the settings. */
  public Embedding {
    Settings.check(Embedding.class, "vocabulary", vocabulary);
    Settings.check(Embedding.class, "dimension", dimension);
    Objects.requireNonNull(paddingIndex, "paddingIndex");
    Objects.requireNonNull(initializer, "initializer");
    Settings.require(
        paddingIndex.stream().allMatch(i -> i >= 0 && i < vocabulary),
        Embedding.class,
        "paddingIndex",
        "an index from 0 to " + (vocabulary - 1),
        paddingIndex);
  }

  /**
   * Without padding; vectors drawn from the standard normal distribution.
   *
   * @param vocabulary number of indices
   * @param dimension length of the vectors
   */
  public Embedding(int vocabulary, int dimension) {
    this(vocabulary, dimension, Optional.empty(), new Normal());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    if (input.dataType() != DataType.INT32) {
      throw Inputs.mismatch(ctx, "embedding", "int32 indices [N, ..]", input.type().toString(), "");
    }
    Tensor weight = ctx.parameter("weight", Shape.of(vocabulary, dimension), this::first);
    Tensor vectors = weight.gather(input, 0);
    if (paddingIndex.isEmpty()) {
      return vectors;
    }
    Tensor padding = input.eq(paddingIndex.get()).expandDims(input.shape().rank());
    return padding.where(vectors.stopGradient(), vectors);
  }

  private float[] first(Shape shape, RandomStream random) {
    float[] values = initializer.values(shape, random);
    paddingIndex.ifPresent(i -> Arrays.fill(values, i * dimension, (i + 1) * dimension, 0));
    return values;
  }
}
