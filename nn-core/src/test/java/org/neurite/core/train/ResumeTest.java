package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.EpochReport;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adafactor;
import org.neurite.core.optimizer.AdamW;
import org.neurite.core.optimizer.Nadam;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.schedule.Anneal;
import org.neurite.core.schedule.Better;
import org.neurite.core.schedule.OneCycle;
import org.neurite.core.schedule.ReduceOnPlateau;
import org.neurite.core.schedule.ThresholdMode;
import org.neurite.core.schedule.Warmup;

/** A training that was interrupted ends as one that was not. */
class ResumeTest {
  @TempDir private Path folder;

  /** A way to train, and its name. */
  private record Way(String name, UnaryOperator<Trainer> trainer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Way> ways() {
    ReduceOnPlateau plateau =
        new ReduceOnPlateau("val_loss", Better.MIN, 0.5, 0, 0.05, ThresholdMode.REL, 1, 0);
    return Stream.of(
        new Way("plain", t -> t.optimizer(new Sgd(0.1))),
        new Way("weight decay", t -> t.optimizer(new AdamW(0.01, 0.1))),
        new Way("moments with a schedule of their own", t -> t.optimizer(new Nadam())),
        new Way("factored moments", t -> t.optimizer(new Adafactor())),
        new Way("accumulation", t -> t.accumulate(3)),
        new Way("averages", t -> t.averageWeights(0.9)),
        new Way("averages and accumulation", t -> t.averageWeights(0.9).accumulate(2)),
        new Way("clipping", t -> t.clipByGlobalNorm(0.1).clipByValue(0.05)),
        new Way("class weights", t -> t.classWeights(1, 2, 0.5)),
        new Way("frozen", t -> t.groups(ParameterGroup.of("dense_1").frozen())),
        new Way("plateau", t -> t.schedule(plateau)),
        new Way("warm-up and plateau", t -> t.schedule(new Warmup(5, plateau))),
        new Way(
            "one cycle",
            t ->
                t.optimizer(new Sgd(0.1, 0.9))
                    .schedule(new OneCycle(42, 0.3, Anneal.COS, 25, 1e4, 0.85, 0.95))),
        new Way(
            "early stopping",
            t -> t.earlyStopping(EarlyStopping.on("val_loss").patience(2).minDelta(0.02))),
        new Way(
            "early stopping of averages",
            t -> t.averageWeights(0.8).earlyStopping(EarlyStopping.on("val_accuracy").patience(2))),
        new Way("two threads ahead", t -> t.batchSize(3)));
  }

  private static Dataset data(int rows, int shift) {
    float[] x = new float[rows * 6];
    int[] labels = new int[rows];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin((i + shift) * 0.37);
    }
    for (int i = 0; i < rows; i++) {
      labels[i] = x[i * 6] > 0.3 ? 2 : x[i * 6 + 1] > 0 ? 1 : 0;
    }
    return new ArrayDataset(NDArray.of(x, rows, 6), NDArray.of(labels, rows));
  }

  private static Trainer trainer(Neurite neurite) {
    Model model =
        neurite
            .model("net")
            .input(6)
            .layer(new Dense(9, new Relu()))
            .layer(new BatchNorm())
            .layer(new Dropout(0.3))
            .layer(new Dense(3))
            .build();
    return neurite
        .trainer(model)
        .loss(new SoftmaxCrossEntropy())
        .clock(InstantSource.fixed(Instant.EPOCH))
        .metrics(new Accuracy())
        .validation(data(20, 1))
        .epochs(6)
        .batchSize(8)
        .seed(11);
  }

  /** Ends a training as nothing foreseen would. */
  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static StepListener interruptingAt(long at) {
    return (epoch, step, samples, loss) -> {
      if (step == at) {
        throw new Interruption();
      }
    };
  }

  private static Neurite neurite(String backend) {
    return Neurite.create(new NeuriteModule().backend(backend).threads(2));
  }

  private byte[] saved(Trained trained) throws IOException {
    Path file = folder.resolve("out.nn");
    trained.save(file);
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void endsWithTheSameBytes(Way way) throws IOException {
    Dataset data = data(50, 0);
    try (Neurite neurite = neurite("jvm")) {
      Trained whole = way.trainer.apply(trainer(neurite)).fit(data);
      byte[] expected = saved(whole);
      Checkpoints rule = Checkpoints.in(folder.resolve("run")).everySteps(4).resume();
      for (int at : new int[] {3, 9, 14, 16}) {
        Trainer trainer = way.trainer.apply(trainer(neurite)).checkpoints(rule);
        assertThatThrownBy(() -> trainer.listener(interruptingAt(at)).fit(data))
            .isInstanceOf(Interruption.class);
      }
      Trained resumed = way.trainer.apply(trainer(neurite)).checkpoints(rule).fit(data);
      assertThat(saved(resumed)).isEqualTo(expected);
      assertThat(measured(resumed)).isEqualTo(measured(whole));
    }
  }

  /** All of a history but times. */
  private static List<EpochReport> measured(Trained trained) {
    return trained.history().stream()
        .map(r -> new EpochReport(r.epoch(), r.epochs(), r.steps(), r.samples(), 0, r.values()))
        .toList();
  }
}
