package org.neurite.core.loss;

import java.util.List;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/**
 * Cross-entropy of yes-or-no answers (Cox, "The regression analysis of binary sequences", 1958),
 * from logits: {@code -(w t ln s + (1 - t) ln(1 - s))} with {@code s = sigmoid(prediction)} and
 * targets t from 0 to 1, both {@code [N, ..]}. Computed by softplus, exact and finite for any
 * logit.
 *
 * @param positiveWeight the weight w of the positive answers: one for all, or one per entry of the
 *     last axis; none means 1
 */
public record BinaryCrossEntropy(
    @Setting(doc = "weight of positive answers: none, one, or one per output", defaultValue = "[]")
        List<Double> positiveWeight)
    implements Loss {

  /** Checks the settings. */
  public BinaryCrossEntropy {
    positiveWeight = List.copyOf(positiveWeight);
    Settings.require(
        positiveWeight.stream().allMatch(w -> w >= 0 && w <= Float.MAX_VALUE),
        BinaryCrossEntropy.class,
        "positiveWeight",
        "finite numbers not below 0",
        positiveWeight);
  }

  /** Unweighted. */
  public BinaryCrossEntropy() {
    this(List.of());
  }

  @Override
  public Tensor apply(Tensor prediction, Tensor target) {
    Targets.sameShape("binary-cross-entropy", prediction, target, prediction.shape());
    Tensor ifPositive = Composites.softplus(prediction.neg());
    Tensor ifNegative = Composites.softplus(prediction);
    Tensor positive = target.mul(positiveWeight.isEmpty() ? ifPositive : weighted(ifPositive));
    return positive.add(target.neg().add(1).mul(ifNegative));
  }

  private Tensor weighted(Tensor losses) {
    int count = positiveWeight.size();
    if (count == 1) {
      return losses.mul(positiveWeight.get(0));
    }
    Targets.require(
        losses.shape().rank() > 1 && losses.shape().size(-1) == count,
        "binary-cross-entropy",
        losses,
        "one positiveWeight, or one for each of the outputs of " + losses.shape(),
        count);
    double[] weights = positiveWeight.stream().mapToDouble(Double::doubleValue).toArray();
    return losses.mul(losses.constant(NDArray.of(weights, count)));
  }

  @Override
  public void check(NDArray target, TensorType prediction) {
    Targets.within("binary-cross-entropy", target, 0, 1);
  }
}
