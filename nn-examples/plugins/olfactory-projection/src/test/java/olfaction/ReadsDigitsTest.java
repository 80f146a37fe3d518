package olfaction;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Layer;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;

/**
 * What the projection is worth to a linear read-out of digits, where it alone is learnt. The
 * baselines: the same read-out of the pixels, which it must beat; and a hidden layer of 64 that is
 * learnt, which the test prints beside it.
 */
class ReadsDigitsTest {
  private static final int[] SEEDS = {1, 2, 3};

  private static double accuracy(Neurite neurite, Digits digits, Layer... before) {
    double sum = 0;
    for (int seed : SEEDS) {
      ModelBuilder model = neurite.model("digits").input(64);
      for (Layer layer : before) {
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
  void beatsTheSameReadOutOfThePixels() throws IOException {
    Digits digits = Digits.read();
    try (Neurite neurite = Neurite.create()) {
      double pixels = accuracy(neurite, digits);
      double learnt = accuracy(neurite, digits, new Dense(64, new Relu()));
      double projected = accuracy(neurite, digits, new OlfactoryProjection(1280, 6, 64, 1));
      String all =
          "unseen digits read: of pixels %.4f, of the projection %.4f, of 64 learnt cells %.4f"
              .formatted(pixels, projected, learnt);
      System.out.println(all);
      assertTrue(projected > pixels, all);
    }
  }
}
