package org.neurite.api.component;

import org.neurite.api.API;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;

/** What training makes small. */
@API(API.Status.STABLE)
@FunctionalInterface
public interface Loss extends Component {
  /**
   * The loss before any averaging.
   *
   * @param prediction the network's output {@code [N, ..]}
   * @param target what it should be
   * @return one loss per element or per sample, {@code [N, ..]}
   * @throws org.neurite.api.ShapeException if prediction and target do not fit
   */
  Tensor apply(Tensor prediction, Tensor target);

  /**
   * How much each loss counts in the mean, which is {@code sum(losses) / sum(weights)}.
   *
   * @param losses what {@link #apply} returned
   * @param target what the prediction should be
   * @return weights of the losses' shape; 1 unless overridden
   */
  default Tensor weights(Tensor losses, Tensor target) {
    return losses.filled(1);
  }

  /**
   * How the losses of a batch become one number.
   *
   * @return {@link LossReduction#MEAN} unless overridden
   */
  default LossReduction reduction() {
    return LossReduction.MEAN;
  }

  /**
   * What a target must look like for a prediction.
   *
   * @param prediction type of the network's output
   * @return type of the target; the prediction's type unless overridden
   */
  default TensorType target(TensorType prediction) {
    return prediction;
  }

  /**
   * Checks target data before training, where they are known to have the right type. Accepts
   * everything unless overridden.
   *
   * @param target the data {@code [n, ..]}
   * @param prediction type of the network's output
   * @throws org.neurite.api.TrainingException with {@code NN-1403}, for instance for a label beyond
   *     the last class
   */
  default void check(NDArray target, TensorType prediction) {}
}
