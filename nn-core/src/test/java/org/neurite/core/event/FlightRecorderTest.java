package org.neurite.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Checkpoints;
import org.neurite.core.train.Trained;

class FlightRecorderTest {
  @TempDir private Path folder;

  @Test
  void aRecordingTellsOfStepsCompilationsAndPredictions() throws IOException {
    Path file = folder.resolve("training.jfr");
    try (Recording recording = new Recording();
        Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1))) {
      recording.start();
      trainAndPredict(neurite);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);

    List<RecordedEvent> steps = of(events, StepEvent.NAME);
    assertThat(steps).extracting(e -> e.getLong("step")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(steps).extracting(e -> e.getInt("epoch")).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(steps).extracting(e -> e.getInt("samples")).containsExactly(2, 2, 1, 2, 2, 1);
    assertThat(steps).allSatisfy(e -> assertThat(e.getFloat("loss")).isNotNaN().isPositive());
    assertThat(steps).allSatisfy(e -> assertThat(e.getDuration().toNanos()).isPositive());

    assertThat(of(events, CompileEvent.NAME))
        .extracting(e -> e.getString("program"))
        .containsExactly("recorded/train", "recorded/predict");
    assertThat(of(events, CompileEvent.NAME))
        .allSatisfy(e -> assertThat(e.getInt("instructions")).isPositive());

    assertThat(of(events, PredictEvent.NAME))
        .extracting(e -> e.getString("model") + " " + e.getInt("rows"))
        .containsExactly("recorded 1", "recorded 3", "recorded 2");

    RecordedEvent checkpoint = of(events, CheckpointEvent.NAME).get(0);
    assertThat(checkpoint.getLong("step")).isEqualTo(6);
    Path written = Path.of(checkpoint.getString("file"));
    assertThat(checkpoint.getLong("bytes")).isEqualTo(Files.size(written)).isPositive();
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
    List<RecordedEvent> found = new ArrayList<>();
    events.stream()
        .filter(e -> e.getEventType().getName().equals(name))
        .filter(e -> !e.hasField("model") || e.getString("model").equals("recorded"))
        .filter(e -> !e.hasField("program") || e.getString("program").startsWith("recorded/"))
        .forEach(found::add);
    return found;
  }

  private void trainAndPredict(Neurite neurite) {
    Model model = neurite.model("recorded").input(2).layer(new Dense(1)).build();
    NDArray inputs = NDArray.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5, 2);
    NDArray targets = NDArray.of(new float[] {5, 4, 3, 2, 1}, 5, 1);
    Trained trained =
        neurite
            .trainer(model)
            .loss(new MeanSquaredError())
            .batchSize(2)
            .epochs(2)
            .checkpoints(Checkpoints.in(folder.resolve("checkpoints")).everySteps(6))
            .fit(new ArrayDataset(inputs, targets));
    try (ArrayPredictor predictor = trained.predictor()) {
      predictor.predict(1, 2);
      predictor.predictAll(List.of(new float[2], new float[2], new float[2]));
      predictor.predict(new float[4], 2, new float[2]);
    }
  }
}
