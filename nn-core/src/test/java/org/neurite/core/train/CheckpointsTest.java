package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.NeuriteException;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Schedule;
import org.neurite.api.component.StepListener;
import org.neurite.core.Logs;
import org.neurite.core.activation.Relu;
import org.neurite.core.file.AtomicFile;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.Sgd;

class CheckpointsTest extends LineTraining {
  @Test
  void writesOnePerEpochAndKeepsThree() throws IOException {
    trainer().checkpoints(rule()).fit(line(20, 3));
    assertThat(names())
        .containsExactly(
            "checkpoint-000000000010.nn",
            "checkpoint-000000000015.nn",
            "checkpoint-000000000020.nn");
  }

  @Test
  void writesEachSoManyStepsAndKeepsAsManyAsAsked() throws IOException {
    trainer().checkpoints(rule().everySteps(3).keepLast(2)).fit(line(20, 3));
    assertThat(names()).containsExactly("checkpoint-000000000015.nn", "checkpoint-000000000018.nn");
  }

  @Test
  void writesAfterSomeTime() throws IOException {
    StepListener slow =
        (epoch, step, samples, loss) -> {
          if (step == 7) {
            try {
              Thread.sleep(1100);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    trainer().checkpoints(rule().every(Duration.ofSeconds(1))).listener(slow).fit(line(20, 3));
    assertThat(names()).contains("checkpoint-000000000007.nn");
  }

  @Test
  void keepsTheBestEpochBesidesTheLast() throws IOException {
    // The rate drives the loss apart, so that the first epoch is the best.
    trainer()
        .optimizer(new Sgd(1.9))
        .epochs(6)
        .checkpoints(rule().everySteps(4).keepLast(1).keepBest("loss"))
        .fit(line(20, 3));
    List<String> names = names();
    assertThat(names).contains("checkpoint-000000000028.nn").hasSize(2);
    assertThat(names.get(0)).isNotEqualTo("checkpoint-000000000024.nn");
  }

  @Test
  void aCheckpointIsAModelFile() throws IOException {
    Trained trained = trainer().checkpoints(rule().keepLast(1)).fit(line(20, 3));
    Trained loaded = Trained.load(ENVIRONMENT, folder.resolve(names().get(0)));
    assertThat(loaded.weights()).isEqualTo(trained.weights());
    assertThat(loaded.provenance()).containsEntry("steps", 20).containsKey("values");
  }

  private void fails(Trainer trainer, Dataset data, String... messages) {
    assertThatThrownBy(() -> trainer.checkpoints(rule().resume()).fit(data))
        .isInstanceOfSatisfying(
            TrainingException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKPOINT_MISMATCH))
        .hasMessageContainingAll(messages);
  }

  @Test
  void refusesToResumeWithOtherSettingsOrData() {
    Dataset data = line(20, 3);
    trainer().checkpoints(rule()).fit(data);
    fails(trainer().batchSize(5), data, "000020.nn, batchSize: expected 4 as in the", "found 5");
    fails(trainer().seed(7), data, "seed: expected 42", "found 7");
    fails(trainer().epochs(9), data, "epochs: expected 4", "found 9");
    fails(trainer().optimizer(new Sgd(0.2)), data, "optimizer.learningRate: expected 0.1", "0.2");
    fails(trainer().optimizer(new Adam()), data, "optimizer.type: expected \"sgd\"", "\"adam\"");
    fails(trainer().accumulate(2), data, "accumulation: expected 1", "found 2");
    fails(trainer().averageWeights(0.9), data, "averaging: expected nothing", "found 0.9");
    fails(trainer().schedule((base, step) -> base / 2), data, "schedule");
    fails(trainer().validation(data), data, "validation.input: expected nothing");
    fails(trainer(), line(24, 3), "data.samples: expected 20", "found 24");
    fails(trainer(), line(20, 2), "data.fingerprint: expected");
    Model other = new ModelBuilder("line").input(1).layer(new Dense(1, new Relu())).build();
    fails(
        new Trainer(ENVIRONMENT, other)
            .loss(new MeanSquaredError())
            .optimizer(new Sgd(0.1))
            .batchSize(4)
            .epochs(4),
        data,
        "model.network.layers[0].layer.activation: expected \"identity\"",
        "found \"relu\"");
  }

  @Test
  void saysThatDataWithoutAFingerprintAreNotCompared() {
    Dataset plain = new Stream(line(20, 3));
    trainer().checkpoints(rule()).fit(plain);
    Trainer again = trainer().checkpoints(rule().resume());
    assertThat(Logs.of(() -> again.fit(plain)))
        .contains(
            "WARN", "the data have no fingerprint: other ones of the same shape go unnoticed");
    trainer().checkpoints(Checkpoints.in(folder.resolve("2"))).fit(line(20, 3));
    Trainer known = trainer().checkpoints(Checkpoints.in(folder.resolve("2")).resume());
    assertThat(Logs.of(() -> known.fit(line(20, 3)))).contains("resumed").doesNotContain("WARN");
  }

  @Test
  void saysWhereItsWeightsComeFrom() {
    Map<String, Object> provenance =
        trainer().clock(InstantSource.fixed(Instant.EPOCH)).fit(line(20, 3)).provenance();
    assertThat(provenance)
        .containsEntry("backend", "reference")
        .containsEntry("seed", 42L)
        .containsEntry("began", "1970-01-01T00:00:00Z")
        .containsEntry("java", System.getProperty("java.version"))
        .containsEntry("steps", 20L);
    assertThat(provenance.get("settings"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("batchSize", 4)
        .containsEntry("schedule", "constant")
        .extractingByKey("data", InstanceOfAssertFactories.MAP)
        .containsEntry("samples", 20L)
        .containsEntry("fingerprint", line(20, 3).fingerprint().orElseThrow());
    assertThat(line(20, 3).fingerprint()).isNotEqualTo(line(20, 2).fingerprint());
  }

  @Test
  void timeStandsStillWhereTheSourceDateSaysSo() {
    assertThat(SourceDate.clock(Map.of("SOURCE_DATE_EPOCH", "86400")).instant())
        .isEqualTo(Instant.parse("1970-01-02T00:00:00Z"));
    assertThat(SourceDate.clock(Map.of("SOURCE_DATE_EPOCH", "today")).instant())
        .isAfter(Instant.parse("2020-01-01T00:00:00Z"));
  }

  @Test
  void doesNotMixTwoTrainingsInOneFolder() {
    trainer().checkpoints(rule()).fit(line(20, 3));
    assertThatThrownBy(() -> trainer().checkpoints(rule()).fit(line(20, 3)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("NN-1406 at checkpoints, " + folder)
        .hasMessageContaining("found checkpoint-000000000020.nn of an earlier training");
  }

  @Test
  void beginsAnewWhereThereIsNothingToResume() {
    Trained resumed = trainer().checkpoints(rule().resume()).fit(line(20, 3));
    assertThat(resumed.weights()).isEqualTo(trainer().fit(line(20, 3)).weights());
  }

  /** With a part whose text is its identity hash. */
  private record Steady(Object part) implements Schedule {
    @Override
    public double rate(double base, long step) {
      return base;
    }
  }

  @Test
  void anIdentityHashIsNoOtherSetting() {
    trainer().schedule(new Steady(new Object())).checkpoints(rule()).fit(line(20, 3));
    Trainer again = trainer().schedule(new Steady(new Object())).checkpoints(rule().resume());
    assertThat(again.fit(line(20, 3)).history()).hasSize(4);
    fails(trainer().schedule(new Steady("other")), line(20, 3), "schedule");
  }

  @Test
  void aFinishedTrainingResumesToItsEnd() {
    Trained whole = trainer().checkpoints(rule()).fit(line(20, 3));
    Trained resumed = trainer().checkpoints(rule().resume()).fit(line(20, 3));
    assertThat(resumed.weights()).isEqualTo(whole.weights());
    assertThat(resumed.history()).hasSize(4);
  }

  /** Counts steps of the whole training. */
  private static final class Counter implements StepListener, ResumableListener {
    private int steps;

    @Override
    public void onStep(int epoch, long step, int samples, float loss) {
      steps++;
      if (step == 12 && steps == 12) {
        throw new IllegalStateException("interrupted");
      }
    }

    @Override
    public String state() {
      return Integer.toString(steps);
    }

    @Override
    public void restore(String state) {
      steps = Integer.parseInt(state) + 100;
    }
  }

  @Test
  void listenersGoOnWithTheirState() {
    Counter first = new Counter();
    Trainer interrupted = trainer().checkpoints(rule().everySteps(5)).listener(first);
    assertThatThrownBy(() -> interrupted.fit(line(20, 3))).hasMessage("interrupted");
    Counter second = new Counter();
    trainer().checkpoints(rule().everySteps(5).resume()).listener(second).fit(line(20, 3));
    assertThat(second.steps).isEqualTo(10 + 100 + 10);
    fails(trainer(), line(20, 3), "listeners: expected 1 with a state", "found 0");
  }

  @Test
  void startListenersHearWhatIsDoneAlready() {
    trainer().checkpoints(rule().everySteps(7)).fit(line(20, 3));
    List<Long> done = new ArrayList<>();
    StartListener listener = start -> done.add(start.done());
    trainer().listener(listener).checkpoints(rule().everySteps(7).resume()).fit(line(20, 3));
    assertThat(done).containsExactly(14L * 4);
  }

  @Test
  void removesWhatAKilledProcessLeft() throws IOException {
    Path left = folder.resolve(".checkpoint-000000000005.nn.0b0f4a3e-1f6e-4a53-9c5e-1c1f3e7f9a10");
    Files.write(left, new byte[10]);
    Path foreign = Files.write(folder.resolve("notes.txt"), new byte[1]);
    trainer().checkpoints(rule()).fit(line(20, 3));
    assertThat(left).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void trainingGoesOnWhenAFileCannotBeWritten() throws IOException {
    CheckpointFolder files = new CheckpointFolder(folder);
    assertThat(files.write(1, file -> writeHalf(file))).isFalse();
    assertThat(names()).isEmpty();
    // A folder of the file's name: the rename fails, whoever runs the test.
    Files.createDirectories(folder.resolve("checkpoint-000000000010.nn").resolve("full"));
    Trained trained = trainer().checkpoints(rule().everySteps(10)).fit(line(20, 3));
    assertThat(trained.history()).hasSize(4);
    assertThat(names()).containsExactly("checkpoint-000000000010.nn", "checkpoint-000000000020.nn");
  }

  /** As on a disk that is full after some bytes. */
  private static void writeHalf(Path file) {
    try {
      AtomicFile.write(
          file,
          out -> {
            out.write(new byte[100_000]);
            throw new IOException("No space left on device");
          });
    } catch (IOException e) {
      throw new ModelFormatException(
          org.neurite.api.Problem.of(ErrorCode.MODEL_FILE_WRITE).found(e.getMessage()), e);
    }
  }

  @Test
  void saysAtOnceWhereNothingCanBeWritten() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1]);
    assertThatThrownBy(
            () -> trainer().checkpoints(Checkpoints.in(file.resolve("run"))).fit(line(20, 3)))
        .isInstanceOfSatisfying(
            NeuriteException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_WRITE))
        .hasMessageContaining("checkpoints, " + file);
  }

  @Test
  void refusesRulesThatMakeNoSense() {
    Map<String, UnaryOperator<Checkpoints>> wrong =
        Map.of(
            "0 steps", r -> r.everySteps(0),
            "PT0S", r -> r.every(Duration.ZERO),
            "found 0.", r -> r.keepLast(0));
    wrong.forEach(
        (found, change) ->
            assertThatThrownBy(() -> change.apply(rule()))
                .isInstanceOfSatisfying(
                    TrainingException.class,
                    e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_OPTION))
                .hasMessageContaining(found));
    assertThatThrownBy(() -> trainer().checkpoints(rule().keepBest("val_loss")).fit(line(20, 3)))
        .hasMessageContaining("NN-1404 at checkpoints: expected validation data for 'val_loss'");
  }
}
