package org.neurite.core.loss;

import java.util.List;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * Whether two vectors point alike (PyTorch's CosineEmbeddingLoss): {@code 1 - cos} for the target
 * 1, {@code max(0, cos - margin)} for -1. The prediction {@code [N, 2, F]} holds both vectors, the
 * target is {@code [N]}; one loss per sample.
 *
 * @param margin cosine up to which unlike vectors cost nothing
 */
public record CosineEmbedding(
    @Setting(
            doc = "cosine up to which unlike vectors cost nothing",
            defaultValue = "0",
            min = -1,
            max = 1)
        double margin)
    implements Loss {
  private static final double TINY = 1e-12;

  /** Checks the settings. */
  public CosineEmbedding {
    Settings.check(CosineEmbedding.class, "margin", margin);
  }

  /** A margin of 0. */
  public CosineEmbedding() {
    this(0);
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    List<Tensor> x = Targets.parts("cosine-embedding", prediction, 2, "two vectors");
    Tensor product = x.get(0).mul(x.get(1)).sum(-1);
    Tensor lengths = x.get(0).square().sum(-1).add(TINY).mul(x.get(1).square().sum(-1).add(TINY));
    Tensor cosine = product.mul(lengths.rsqrt());
    Targets.sameShape("cosine-embedding", prediction, target, cosine.shape());
    return target.gt(0).where(cosine.neg().add(1), cosine.sub(margin).max(0));
  }

  @Override
  public TensorType target(TensorType prediction) {
    return prediction.withShape(Shape.of(prediction.shape().dim(0)));
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.noOrYes("cosine-embedding", target, -1, 1);
  }
}
