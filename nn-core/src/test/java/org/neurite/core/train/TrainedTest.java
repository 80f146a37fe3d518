package org.neurite.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.Sequential;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.predict.ArrayPredictor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TrainedTest {
  private static final Model MODEL =
      new ModelBuilder("net")
          .input(2)
          .layer(new Dense(6, new Relu()))
          .layer(new BatchNorm())
          .layer(new Residual(new Sequential(new Dense(6, new Relu()), new Dropout(0.2))))
          .layer("head", new Dense(1))
          .build();

  @TempDir private Path folder;

  private Trained trained() {
    Dataset data =
        new ArrayDataset(
            NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
            NDArray.of(new float[] {1, 0, 2}, 3, 1));
    return new Trainer(TestEnvironment.reference(), MODEL)
        .loss(new MeanSquaredError())
        .epochs(2)
        .fit(data);
  }

  @Test
  void aSavedModelPredictsTheSameAfterLoading() {
    Environment environment = TestEnvironment.reference();
    Trained saved = trained();
    Path file = folder.resolve("net.nn");
    saved.save(file);
    Trained loaded = Trained.load(environment, file);
    assertThat(loaded.weights()).isEqualTo(saved.weights());
    assertThat(loaded.model().summary()).isEqualTo(MODEL.summary());
    assertThat(loaded.provenance()).containsEntry("epochs", 2).containsEntry("steps", 2);
    try (ArrayPredictor before = saved.predictor();
        ArrayPredictor after = loaded.predictor()) {
      assertThat(after.predict(0.3f, -1)).containsExactly(before.predict(0.3f, -1));
    }
  }

  @Test
  void preprocessingTravelsWithTheModel() {
    ObjectNode description = JsonMapper.builder().build().createObjectNode().put("kind", "table");
    Path file = folder.resolve("net.nn");
    trained().withPreprocessing(description).withProvenance(Map.of("file", "a.csv")).save(file);
    Trained loaded = Trained.load(TestEnvironment.reference(), file);
    assertThat(loaded.preprocessing()).contains(description);
    assertThat(loaded.provenance()).containsEntry("file", "a.csv");
  }

  @Test
  void aFileThatIsCutShortIsRefused() throws IOException {
    Path file = folder.resolve("net.nn");
    trained().save(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Trained.load(TestEnvironment.reference(), file))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL_FILE))
        .hasMessageContaining("net.nn");
  }

  @Test
  void savingWhereNothingCanBeWrittenLeavesNoHalfFile() {
    Path file = folder.resolve("missing").resolve("net.nn");
    assertThatThrownBy(() -> trained().save(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_WRITE));
    assertThat(file).doesNotExist();
  }
}
