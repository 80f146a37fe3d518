package application;

import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.train.ArrayDataset;

/** Trains for a moment with a layer of each plugin, asked for by name. */
public final class Main {
  private Main() {}

  /**
   * Runs it.
   *
   * @param args names of layers
   */
  public static void main(String[] args) {
    try (Neurite neurite = Neurite.create()) {
      ComponentCodec codec = neurite.environment().codec();
      ModelBuilder model = neurite.model("application").input(8);
      for (String name : List.of(args)) {
        model.layer(codec.parse(Layer.class, name));
      }
      NDArray x = NDArray.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 8, 7, 6, 5, 4, 3, 2, 1}, 2, 8);
      NDArray y = NDArray.of(new float[] {1, 2}, 2, 1);
      neurite
          .trainer(model.layer(new Dense(1)).build())
          .loss(new MeanSquaredError())
          .fit(new ArrayDataset(x, y));
      System.out.println("trained with " + String.join(" and ", args));
    }
  }
}
