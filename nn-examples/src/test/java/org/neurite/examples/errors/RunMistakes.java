package org.neurite.examples.errors;

import static org.neurite.api.ErrorCode.BAD_OPTION;
import static org.neurite.api.ErrorCode.BAD_SESSION;
import static org.neurite.api.ErrorCode.CHECKPOINT_MISMATCH;
import static org.neurite.api.ErrorCode.INDEX_OUT_OF_RANGE;
import static org.neurite.api.ErrorCode.INPUT_MISMATCH;
import static org.neurite.api.ErrorCode.INTERRUPTED;
import static org.neurite.api.ErrorCode.NON_FINITE_DATA;
import static org.neurite.api.ErrorCode.NON_FINITE_LOSS;
import static org.neurite.api.ErrorCode.NO_BACKEND;
import static org.neurite.api.ErrorCode.OUT_OF_MEMORY;
import static org.neurite.api.ErrorCode.OVERLOADED;
import static org.neurite.api.ErrorCode.PREDICTOR_TYPE;
import static org.neurite.api.ErrorCode.TARGET_MISMATCH;
import static org.neurite.api.ErrorCode.UNSUPPORTED;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neurite.api.ErrorCode;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.predict.BackPressure;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Checkpoints;
import org.neurite.core.train.Trained;
import org.neurite.core.train.Trainer;

/** Mistakes in training, prediction and the choice of a backend. */
final class RunMistakes {
  private static final NDArray ROWS = NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
  private static final NDArray PRICES = NDArray.of(new float[] {1, -1}, 2, 1);

  static final List<Mistake> ALL =
      List.of(
          running(NON_FINITE_LOSS, RunMistakes::hugeLearningRate),
          running(
              INPUT_MISMATCH,
              neurite ->
                  neurite
                      .trainer(model(neurite, 4, 1))
                      .loss(new MeanSquaredError())
                      .fit(new ArrayDataset(ROWS, PRICES))),
          running(
              TARGET_MISMATCH,
              neurite ->
                  neurite
                      .trainer(model(neurite, 3, 10))
                      .loss(new SoftmaxCrossEntropy())
                      .fit(new ArrayDataset(ROWS, NDArray.of(new int[] {3, 10}, 2)))),
          running(BAD_OPTION, neurite -> neurite.trainer(model(neurite, 3, 1)).epochs(0)),
          running(NON_FINITE_DATA, RunMistakes::notANumber),
          new Mistake(CHECKPOINT_MISMATCH, RunMistakes::resumeWithOtherBatches),
          running(PREDICTOR_TYPE, RunMistakes::answerWithoutUnit),
          new Mistake(
              NO_BACKEND, folder -> Neurite.create(new NeuriteModule().backend("cuda")).close()),
          running(UNSUPPORTED, neurite -> neurite.backend().allocate(DataType.FLOAT64, 1)),
          running(OUT_OF_MEMORY, neurite -> neurite.backend().allocate(DataType.FLOAT32, 1L << 40)),
          running(BAD_SESSION, RunMistakes::closedPredictor),
          running(INDEX_OUT_OF_RANGE, RunMistakes::wordBeyondTheVocabulary),
          running(OVERLOADED, neurite -> twoAtOnce(neurite, BackPressure.FAIL)),
          running(INTERRUPTED, RunMistakes::interrupted));

  private RunMistakes() {}

  private static Mistake running(ErrorCode code, Consumer<Neurite> deed) {
    return new Mistake(
        code,
        folder -> {
          try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
            deed.accept(neurite);
          }
        });
  }

  private static Model model(Neurite neurite, int inputs, int outputs) {
    return neurite
        .model("houses")
        .input(inputs)
        .layer(new Dense(8, new Relu()))
        .layer(new Dense(outputs))
        .build();
  }

  private static void hugeLearningRate(Neurite neurite) {
    neurite
        .trainer(model(neurite, 3, 1))
        .loss(new MeanSquaredError())
        .optimizer(new Sgd(1e12))
        .epochs(20)
        .fit(new ArrayDataset(ROWS, PRICES));
  }

  private static void resumeWithOtherBatches(Path folder) {
    Checkpoints rule = Checkpoints.in(folder.resolve("run-1"));
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      Trainer trainer = neurite.trainer(model(neurite, 3, 1)).loss(new MeanSquaredError());
      trainer.checkpoints(rule).fit(new ArrayDataset(ROWS, PRICES));
      trainer.checkpoints(rule.resume()).batchSize(32).fit(new ArrayDataset(ROWS, PRICES));
    }
  }

  private static void notANumber(Neurite neurite) {
    NDArray broken = NDArray.of(new float[] {1, 2, 3, 4, Float.NaN, 6}, 2, 3);
    neurite
        .trainer(model(neurite, 3, 1))
        .loss(new MeanSquaredError())
        .batchSize(1)
        .fit(new ArrayDataset(broken, PRICES));
  }

  private static void closedPredictor(Neurite neurite) {
    Model model = model(neurite, 3, 1);
    ArrayPredictor predictor =
        new ArrayPredictor(neurite.backend(), model, model.initialWeights(1));
    predictor.close();
    predictor.predict(1, 2, 3);
  }

  private static void answerWithoutUnit(Neurite neurite) {
    Model model = model(neurite, 3, 1);
    new Trained(neurite.environment(), model, model.initialWeights(1), List.of(), Map.of())
        .predictor(float[].class, Double.class)
        .close();
  }

  /** Asks a second time while the only session encodes a first sample. */
  private static void twoAtOnce(Neurite neurite, BackPressure choice) {
    Model model = model(neurite, 3, 1);
    PredictorOptions one = new PredictorOptions(1, choice);
    try (ArrayPredictor predictor =
        new ArrayPredictor(neurite.backend(), model, model.initialWeights(1), one, List.of())) {
      predictor
          .with((float[] sample, float[] row) -> predictor.predict(sample), output -> output)
          .predict(new float[3]);
    }
  }

  private static void interrupted(Neurite neurite) {
    Thread.currentThread().interrupt();
    try {
      twoAtOnce(neurite, BackPressure.WAIT);
    } finally {
      Thread.interrupted();
    }
  }

  private static void wordBeyondTheVocabulary(Neurite neurite) {
    Layer embedding =
        (ctx, words) ->
            ctx.parameter("table", Shape.of(100, 4), Initializer.zeros())
                .gather(words.cast(DataType.INT32), 0);
    Model model = neurite.model("words").input(Shape.SCALAR).layer("words", embedding).build();
    try (ArrayPredictor predictor =
        new ArrayPredictor(neurite.backend(), model, model.initialWeights(1))) {
      predictor.predict(100);
    }
  }
}
