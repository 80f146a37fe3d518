package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;
import org.neurite.testkit.Tolerance;

/** A training done by the trainer, as an application would, on each of the case's backends. */
final class TrainerFit {
  private static final String PRECISION = "float32";

  private final GoldenCase golden;
  private final List<Integer> widths;
  private final String activation;

  TrainerFit(GoldenCase golden, List<Integer> widths, String activation) {
    this.golden = golden;
    this.widths = widths;
    this.activation = activation;
  }

  /** Full batch, from the case's weights: its losses, last weights and predictions. */
  void check(Loss loss, Optimizer optimizer, int steps, Map<String, NDArray> data) {
    for (Backend backend : golden.backends()) {
      Model model = model(data.get("x"));
      List<Float> losses = new ArrayList<>();
      Trained trained =
          new Trainer(new Environment(backend, Components.codec()), model)
              .loss(loss)
              .optimizer(optimizer)
              .epochs(steps)
              .batchSize(data.get("x").shape().size(0))
              .initialWeights(Trainings.weights(golden.inputs(), "init_"))
              .listener((StepListener) (epoch, step, samples, value) -> losses.add(value))
              .fit(new ArrayDataset(data.get("x"), data.get("y")));
      compareLosses(losses);
      compareWeights(trained.weights());
      try (ArrayPredictor predictor = trained.predictor()) {
        NDArray found = predictor.predict(data.get("x"));
        Trainings.comparePredictions(golden, PRECISION, found, data.get("y"));
      }
    }
  }

  private Model model(NDArray x) {
    ModelBuilder builder = new ModelBuilder("golden").input(x.shape().without(0));
    for (int k = 1; k < widths.size(); k++) {
      builder.layer("l" + k, Networks.dense(widths, k, activation).as(Layer.class));
    }
    return builder.build();
  }

  private void compareLosses(List<Float> losses) {
    NDArray expected = golden.outputs().get("losses");
    Tolerance tolerance = golden.tolerance(PRECISION, "losses");
    for (int k = 0; k < losses.size(); k++) {
      NDArray found = NDArray.scalar(losses.get(k));
      Compare.near("trainer, loss " + k, found, Compare.row(expected, k), tolerance);
    }
  }

  private void compareWeights(Map<String, NDArray> found) {
    Tolerance tolerance = golden.tolerance(PRECISION, "final_params");
    Trainings.weights(golden.outputs(), "final_")
        .forEach(
            (name, expected) ->
                Compare.near("trainer, " + name, found.get(name), expected, tolerance));
  }
}
