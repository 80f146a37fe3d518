package spiking;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Layer;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;

/**
 * Spiking neurons as the hidden layer of a network that reads digits. The baselines: no hidden
 * layer, which they must beat; the same layer with rectifiers, which need no surrogate and are
 * allowed to be better, by at most two points in a hundred.
 */
class ReadsDigitsTest {
  private static final int[] SEEDS = {1, 2, 3};

  private static double accuracy(Neurite neurite, Digits digits, Layer... hidden) {
    double sum = 0;
    for (int seed : SEEDS) {
      ModelBuilder model = neurite.model("digits").input(64);
      for (Layer layer : hidden) {
        model.layer(layer);
      }
      sum +=
          neurite
              .trainer(model.layer(new Dense(10)).build())
              .loss(new SoftmaxCrossEntropy())
              .optimizer(new Adam(0.003))
              .epochs(30)
              .batchSize(32)
              .seed(seed)
              .fit(digits.train())
              .evaluate(digits.test(), new SoftmaxCrossEntropy(), new Accuracy())
              .get("accuracy");
    }
    return sum / SEEDS.length;
  }

  @Test
  void beatsALinearModel() throws IOException {
    Digits digits = Digits.read();
    try (Neurite neurite = Neurite.create()) {
      double linear = accuracy(neurite, digits);
      double rectified = accuracy(neurite, digits, new Dense(64), new ActivationLayer(new Relu()));
      double spiking =
          accuracy(neurite, digits, new Dense(64), new LeakyIntegrateAndFire(8, 0.8, 2));
      String all =
          "unseen digits read: linear %.4f, rectifiers %.4f, spiking %.4f"
              .formatted(linear, rectified, spiking);
      System.out.println(all);
      assertTrue(spiking > linear, all);
      assertTrue(spiking > rectified - 0.02, all);
    }
  }
}
