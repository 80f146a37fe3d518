package org.neurite.core.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.neurite.api.component.Loss;
import org.neurite.api.component.LossReduction;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.registry.PluginFaults;

/**
 * Brings the losses of a batch to one number.
 *
 * @param sum sum of the losses, weighted by sample
 * @param weight what the sum is divided by for the mean
 * @param reduction which number is wanted
 */
record LossMean(Tensor sum, Tensor weight, LossReduction reduction) {

  static LossMean of(Loss loss, Tensor prediction, Tensor target, Optional<Tensor> sampleWeights) {
    Tensor losses = PluginFaults.call(loss, "loss", () -> loss.apply(prediction, target));
    Tensor weights = PluginFaults.call(loss, "loss", () -> loss.weights(losses, target));
    if (sampleWeights.isPresent()) {
      Tensor spread = spread(sampleWeights.get(), losses.shape());
      return new LossMean(losses.mul(spread).sum(), weights.mul(spread).sum(), loss.reduction());
    }
    Tensor count = isOne(weights.value()) ? losses.count(losses.shape().elements()) : weights.sum();
    return new LossMean(losses.sum(), count, loss.reduction());
  }

  /** What training makes small; a mean is 0 for a batch in which no sample counts. */
  Tensor objective() {
    return switch (reduction) {
      case MEAN -> mean(sum, weight);
      case SUM -> sum;
      case NONE ->
          Composites.customGradient(
              List.of(sum, weight),
              in -> mean(in.get(0), in.get(1)),
              (in, out, gradients) -> List.of(gradients.get(0), in.get(1).filled(0)));
    };
  }

  private static Tensor mean(Tensor sum, Tensor weight) {
    return sum.div(weight.eq(0).where(weight.constant(1), weight));
  }

  private static Tensor spread(Tensor sampleWeights, Shape losses) {
    List<Dim> dims = new ArrayList<>(List.of(Dim.N));
    dims.addAll(Collections.nCopies(losses.rank() - 1, Dim.ONE));
    return sampleWeights.reshape(new Shape(dims)).broadcastTo(losses);
  }

  private static boolean isOne(Value value) {
    if (value.op() instanceof ShapeOps.Broadcast) {
      return isOne(value.node().inputs().get(0));
    }
    return value.op() instanceof Leaf.Constant constant
        && constant.isScalar()
        && constant.value().get(0) == 1;
  }
}
