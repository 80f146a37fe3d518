package org.neurite.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.NDArray;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ModelArchiveTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("houses.nn");
  }

  private static ModelArchive archive() {
    ObjectNode model = JSON.objectNode().put("name", "houses").put("small", 2e-3);
    Map<String, NDArray> weights = new LinkedHashMap<>();
    weights.put("dense_1.weight", NDArray.of(new float[] {1, 2, 3, 4}, 2, 2));
    weights.put("dense_1.bias", NDArray.of(new float[] {5, 6}, 2));
    return new ModelArchive(
        model,
        weights,
        Optional.of(JSON.objectNode().put("mean", 0.1)),
        JSON.objectNode().put("seed", 42),
        Map.of("optimizer.safetensors", new Safetensors(weights).toBytes()));
  }

  private static void assertSame(ModelArchive a, ModelArchive b) {
    assertThat(a.model()).isEqualTo(b.model());
    assertThat(a.weights()).isEqualTo(b.weights());
    assertThat(List.copyOf(a.weights().keySet())).isEqualTo(List.copyOf(b.weights().keySet()));
    assertThat(a.preprocessing()).isEqualTo(b.preprocessing());
    assertThat(a.provenance()).isEqualTo(b.provenance());
    assertThat(a.extras()).usingRecursiveComparison().isEqualTo(b.extras());
  }

  @Test
  void readsWhatItWrote() {
    archive().write(file);

    assertSame(ModelArchive.read(file), archive());
  }

  @Test
  void readsAnArchiveWithoutPreprocessingOrExtras() {
    ModelArchive bare =
        new ModelArchive(JSON.objectNode(), Map.of(), Optional.empty(), JSON.objectNode());
    bare.write(file);

    assertSame(ModelArchive.read(file), bare);
  }

  @Test
  void refusesToWriteWhatCouldNeverBeRead() {
    ObjectNode text = JSON.objectNode().put("note", "x".repeat(1_000_001));
    ObjectNode large = JSON.objectNode();
    for (int i = 0; i < 10; i++) {
      large.put("note" + i, "x".repeat(900_000));
    }
    ObjectNode tokens = JSON.objectNode();
    for (int i = 0; i < 1_000_000; i++) {
      tokens.withArray("values").add(1);
    }
    refuses(text, "String value length (1000001) exceeds");
    refuses(large, "expected at most 8388608 bytes, found 90001");
    refuses(tokens, "Token count (1000001) exceeds");
    assertThat(file).doesNotExist();
  }

  private void refuses(ObjectNode provenance, String message) {
    ModelArchive archive =
        new ModelArchive(JSON.objectNode(), Map.of(), Optional.empty(), provenance);
    assertThatThrownBy(() -> archive.write(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_FILE_WRITE))
        .hasMessageContaining("provenance.json")
        .hasMessageContaining(message);
  }

  @Test
  void readsWhatAnotherToolDeflated() throws IOException {
    archive().write(file);
    Path packed = folder.resolve("packed.nn");
    try (ZipFile from = new ZipFile(file.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(packed))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        from.getInputStream(entry).transferTo(to);
      }
    }

    assertSame(ModelArchive.read(packed), archive());
  }

  @Test
  void equalContentGivesEqualBytesInAnyTimeZone() throws IOException {
    archive().write(file);
    byte[] first = Files.readAllBytes(file);
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      archive().write(file);
    } finally {
      TimeZone.setDefault(before);
    }

    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void isAPlainZipThatPeopleCanLookInto() throws IOException {
    archive().write(file);

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "model.json",
              "weights.safetensors",
              "preprocessing.json",
              "provenance.json",
              "optimizer.safetensors",
              "manifest.json");
      assertThat(
              new String(
                  zip.getInputStream(zip.getEntry("model.json")).readAllBytes(),
                  StandardCharsets.UTF_8))
          .isEqualTo(
              "{\n  \"format\" : \"neurite-model\",\n  \"formatVersion\" : 2,\n"
                  + "  \"name\" : \"houses\",\n  \"small\" : 0.002\n}");
    }
  }

  @Test
  void laterChangesDoNotReachIn() {
    ObjectNode model = JSON.objectNode();
    ModelArchive archive = new ModelArchive(model, Map.of(), Optional.empty(), JSON.objectNode());
    model.put("x", 1);
    archive.model().put("y", 1);
    archive.provenance().put("z", 1);

    assertThat(archive.model().isEmpty()).isTrue();
    assertThat(archive.provenance().isEmpty()).isTrue();
  }

  @Test
  void refusesNamesThatAreNoPlainFileNames() {
    for (String name :
        List.of("../x", "a/b", "a\\b", "", ".hidden", "UPPER", "model.json", "a..b")) {
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(
              () ->
                  new ModelArchive(
                      JSON.objectNode(),
                      Map.of(),
                      Optional.empty(),
                      JSON.objectNode(),
                      Map.of(name, new byte[0])));
    }
  }

  @Test
  void leavesNoTemporaryFileAndReplacesTheOldOne() throws IOException {
    Files.writeString(file, "old");
    archive().write(file);

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
    assertSame(ModelArchive.read(file), archive());
  }

  @Test
  void saysWhyItCannotWrite() {
    Path nowhere = folder.resolve("missing").resolve("houses.nn");
    assertThatThrownBy(() -> archive().write(nowhere))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith(
            "NN-1603 at " + nowhere + ": expected a folder that can be written");
  }

  @Test
  void aFailureWhileWritingLeavesTheOldFile() throws IOException {
    Files.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");

    assertThat(file).hasContent("old");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }
}
