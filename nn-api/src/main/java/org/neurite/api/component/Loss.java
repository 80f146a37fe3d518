package org.neurite.api.component;

import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.TensorType;

/** What training makes small. */
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
   * What a target must look like for a prediction.
   *
   * @param prediction type of the network's output
   * @return type of the target; the prediction's type unless overridden
   */
  default TensorType target(TensorType prediction) {
    return prediction;
  }

  /**
   * Whether an integer target can be meant. Asked for every label before it is used.
   *
   * @param label the label
   * @param prediction type of the network's output
   * @return true if the label is one of the classes, the size of axis 1
   */
  default boolean acceptsLabel(int label, TensorType prediction) {
    return label >= 0 && prediction.shape().rank() > 1 && label < prediction.shape().size(1);
  }
}
