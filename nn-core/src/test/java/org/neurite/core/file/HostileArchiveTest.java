package org.neurite.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files that are damaged, made by somebody else, or made to do harm. */
class HostileArchiveTest {
  private static final String MODEL =
      "{\"format\":\"neurite-model\",\"formatVersion\":1,\"name\":\"houses\"}";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("houses.nn");
  }

  private void save() {
    Map<String, NDArray> weights =
        Map.of("dense_1.weight", NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 6));
    new ModelArchive(
            JsonNodeFactory.instance.objectNode().put("name", "houses"),
            weights,
            Optional.empty(),
            JsonNodeFactory.instance.objectNode().put("seed", 42),
            Map.of("optimizer.safetensors", new Safetensors(weights).toBytes()))
        .write(file);
  }

  /** A zip, deflated. */
  private void zip(Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private static Map<String, byte[]> entries(String modelJson) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("model.json", modelJson.getBytes(StandardCharsets.UTF_8));
    entries.put("weights.safetensors", new Safetensors(Map.of()).toBytes());
    entries.put("provenance.json", "{}".getBytes(StandardCharsets.UTF_8));
    return entries;
  }

  private AbstractThrowableAssert<?, ? extends Throwable> reading(ErrorCode code) {
    return assertThatThrownBy(() -> ModelArchive.read(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("houses.nn");
  }

  @Test
  void rejectsAMissingFile() {
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("found no such file. Check the file's");
  }

  @Test
  void rejectsAFolder() throws IOException {
    Files.createDirectory(file);
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("found a folder");
  }

  @Test
  void rejectsAnEmptyFile() throws IOException {
    Files.createFile(file);
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("found an empty file");
  }

  @Test
  void rejectsAFileOfAnotherKind() throws IOException {
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10});
    reading(ErrorCode.BAD_MODEL_FILE)
        .hasMessageContaining("found a file that begins with the bytes 89 50 4E 47. Give a file");
  }

  @Test
  void rejectsAFileCutShortAnywhere() throws IOException {
    save();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 4; length < whole.length; length += 37) {
      Files.write(file, Arrays.copyOf(whole, length));
      reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("a complete zip file");
    }
  }

  @Test
  void rejectsAnotherZip() throws IOException {
    zip(Map.of("readme.txt", new byte[1]));
    reading(ErrorCode.BAD_MODEL_FILE)
        .hasMessageContaining(
            "expected a model file with the entry model.json, found a zip of [readme.txt]");
  }

  @Test
  void rejectsAMissingEntry() throws IOException {
    Map<String, byte[]> entries = entries(MODEL);
    entries.remove("weights.safetensors");
    zip(entries);
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("with the entry weights.safetensors");
  }

  @Test
  void rejectsAnotherFormat() throws IOException {
    zip(entries("{\"format\":\"keras\"}"));
    reading(ErrorCode.BAD_MODEL_FILE)
        .hasMessageContaining(
            "houses.nn, model.json: expected the format neurite-model, found \"keras\"");
  }

  @Test
  void rejectsANewerVersion() throws IOException {
    zip(entries("{\"format\":\"neurite-model\",\"formatVersion\":3}"));
    reading(ErrorCode.MODEL_FILE_VERSION)
        .hasMessageContaining(
            "model.json: expected formatVersion up to 2, found 3. Load it with a newer release");
  }

  @Test
  void rejectsAVersionThatIsNone() throws IOException {
    zip(entries("{\"format\":\"neurite-model\",\"formatVersion\":\"1\"}"));
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("formatVersion of at least 1");
  }

  @Test
  void rejectsDamagedJson() throws IOException {
    zip(entries("{\"format\":"));
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("model.json: expected a JSON object");
  }

  @Test
  void rejectsDeepNesting() throws IOException {
    zip(entries("{\"a\":" + "[".repeat(100_000)));
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("nesting depth");
  }

  @Test
  void rejectsJsonOfTooManyTokens() throws IOException {
    zip(entries("{\"a\":[" + "0,".repeat(1_100_000) + "0]}"));
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("oken");
  }

  @Test
  void rejectsAZipBomb() throws IOException {
    Map<String, byte[]> entries = entries(MODEL);
    entries.put("bomb.bin", new byte[64 << 20]);
    zip(entries);
    reading(ErrorCode.BAD_MODEL_FILE)
        .hasMessageContaining("entries that inflate to at most 20 times the file's length")
        .hasMessageContaining("'bomb.bin' of 67108864 bytes");
  }

  @Test
  void rejectsTooManyEntries() throws IOException {
    Map<String, byte[]> entries = entries(MODEL);
    for (int i = 0; i < 64; i++) {
      entries.put("extra" + i, new byte[0]);
    }
    zip(entries);
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("at most 64 entries");
  }

  @Test
  void rejectsNamesWithPaths() throws IOException {
    for (String name : List.of("../../etc/passwd", "/absolute", "folder/", "a\\b")) {
      Map<String, byte[]> entries = entries(MODEL);
      entries.put(name, new byte[0]);
      zip(entries);
      reading(ErrorCode.BAD_MODEL_FILE)
          .hasMessageContaining("entries with plain names in lower case, found '" + name + "'");
    }
  }

  private static final String VERSION_2 =
      "{\"format\":\"neurite-model\",\"formatVersion\":2,\"name\":\"houses\"}";

  @Test
  void rejectsAFileWithoutItsManifest() throws IOException {
    zip(entries(VERSION_2));
    reading(ErrorCode.BAD_MODEL_FILE)
        .hasMessageContaining("expected the entry manifest.json in the file, found none");
  }

  /** The entries of a saved file, by name. */
  private Map<String, byte[]> saved() throws IOException {
    save();
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  @Test
  void noticesEveryEntryThatIsNotTheOneThatWasSaved() throws IOException {
    for (String name : saved().keySet()) {
      if (!name.equals("manifest.json")) {
        Map<String, byte[]> entries = saved();
        byte[] bytes = entries.get(name);
        bytes[bytes.length - 2] ^= 2; // before the last brace, or in the last number
        zip(entries);
        reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining(name);
      }
    }
  }

  @Test
  void noticesEntriesThatWereAddedOrTaken() throws IOException {
    Map<String, byte[]> more = saved();
    more.put("extra.bin", new byte[1]);
    zip(more);
    reading(ErrorCode.BAD_MODEL_FILE)
        .hasMessageContaining("manifest.json: expected the entries [extra.bin, model.json, ");
    Map<String, byte[]> less = saved();
    less.remove("optimizer.safetensors");
    zip(less);
    reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("manifest.json: expected the entries");
  }

  @Test
  void rejectsAManifestThatIsNone() throws IOException {
    for (String text : List.of("{}", "{\"algorithm\":\"MD5\",\"entries\":{}}", "[]")) {
      Map<String, byte[]> entries = saved();
      entries.put("manifest.json", text.getBytes(StandardCharsets.UTF_8));
      zip(entries);
      reading(ErrorCode.BAD_MODEL_FILE).hasMessageContaining("manifest.json");
    }
  }

  @Test
  void theDigestIsThatOfTheContent() throws IOException {
    save();
    String digest = ModelArchive.digest(file);
    assertThat(digest).matches("[0-9a-f]{64}");
    zip(saved());
    assertThat(ModelArchive.digest(file)).as("packed by another tool").isEqualTo(digest);
    zip(entries(MODEL));
    assertThat(ModelArchive.digest(file)).as("of version 1").isEmpty();
  }

  @Test
  void noticesEveryFlippedBitOfTheWeights() throws IOException {
    save();
    byte[] whole = Files.readAllBytes(file);
    int weights = indexOf(whole, new byte[] {0, 0, (byte) 0x80, 0x3f});
    for (int i = weights; i < weights + 24; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      reading(ErrorCode.BAD_MODEL_FILE)
          .hasMessageContaining("weights.safetensors: expected the bytes that were saved");
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    int at = 0;
    while (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
      at++;
    }
    return at;
  }

  /** Whatever happens to a file, the answer is a model format error or a model. */
  @Test
  void neverFailsInAnotherWay() throws IOException {
    save();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      byte[] mutated = whole.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      }
      Files.write(file, mutated);
      try {
        ModelArchive.read(file);
      } catch (ModelFormatException expected) {
        assertThat(expected.code().code()).startsWith("NN-16");
      }
    }
  }
}
