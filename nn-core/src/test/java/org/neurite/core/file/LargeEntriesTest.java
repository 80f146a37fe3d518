package org.neurite.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entries beyond an array's length, of which a few thousand bytes stand for 2 GiB. */
class LargeEntriesTest {
  private static final long LONGEST = 2_000;
  private static final float MARK = 1234.5f;

  @TempDir private Path folder;

  private static ModelArchive model(Map<String, byte[]> extras) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    return new ModelArchive(
        json.deepCopy().put("name", "houses"),
        Map.of("w", NDArray.of(new float[] {1, 2}, 2)),
        Optional.empty(),
        json,
        extras);
  }

  private Path checkpoint() {
    float[] slots = new float[1000];
    Arrays.fill(slots, MARK);
    Path file = folder.resolve("checkpoint.nn");
    new CheckpointArchive(
            model(Map.of()),
            Map.of("optimizer/w", NDArray.of(slots, 1000)),
            JsonNodeFactory.instance.objectNode())
        .write(file);
    return file;
  }

  private static ModelArchive read(Path file) throws IOException {
    try (ArchiveReader reader = new ArchiveReader(file, LONGEST)) {
      return ModelArchive.read(reader, file, reader.extras());
    }
  }

  @Test
  void aCheckpointLoadsAsAModelHoweverLargeItsStateIs() throws IOException {
    ModelArchive loaded = read(checkpoint());

    assertThat(loaded.weights()).containsOnlyKeys("w");
    assertThat(loaded.extras()).containsOnlyKeys(CheckpointArchive.TRAINING);
    assertThat(CheckpointArchive.read(folder.resolve("checkpoint.nn")).tensors())
        .containsOnlyKeys("optimizer/w");
  }

  @Test
  void aDamagedStateIsNoticedAllTheSame() throws IOException {
    Path file = checkpoint();
    byte[] bytes = Files.readAllBytes(file);
    int bits = Float.floatToIntBits(MARK);
    int at = 0;
    while ((bytes[at] & 255) != (bits & 255) || (bytes[at + 3] & 255) != (bits >>> 24)) {
      at++;
    }
    bytes[at + 400]++;
    Files.write(file, bytes);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("NN-1601 at " + file + ", training.safetensors: expected the bytes");
  }

  @Test
  void anotherEntryThatIsTooLargeIsNamed() {
    Path file = folder.resolve("large.nn");
    model(Map.of("notes.bin", new byte[2_500])).write(file);

    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL_FILE))
        .hasMessageContaining(
            "expected further entries of at most 2000 bytes, found notes.bin of 2500");
  }
}
