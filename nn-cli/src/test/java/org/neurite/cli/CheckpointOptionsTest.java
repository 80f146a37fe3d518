package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.file.ModelArchive;

class CheckpointOptionsTest {
  @TempDir private Path folder;
  private Path data;
  private Path model;
  private Path checkpoints;

  @BeforeEach
  void prepare() throws IOException {
    data = Samples.houses(folder, 200);
    model = folder.resolve("houses.nn");
    checkpoints = folder.resolve("checkpoints");
  }

  private Cli.Result train(Object... more) {
    List<Object> args = new ArrayList<>(List.of("train", "--data", data, "--out", model));
    args.addAll(List.of("--epochs", 4, "--quiet"));
    args.addAll(List.of(more));
    return Cli.run(args.toArray());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(checkpoints)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aResumedTrainingWritesTheSameModel() throws IOException {
    assertThat(train().code()).isZero();
    ModelArchive whole = ModelArchive.read(model);
    assertThat(train("--checkpoints", checkpoints, "--checkpoint-steps", 7).code()).isZero();
    assertSame(ModelArchive.read(model), whole);
    assertThat(names())
        .containsExactly(
            "checkpoint-000000000021.nn",
            "checkpoint-000000000028.nn",
            "checkpoint-000000000035.nn");
    assertThat(
            Cli.run("inspect", checkpoints.resolve("checkpoint-000000000028.nn"))
                .out()
                .replaceAll(" +", " "))
        .contains("checkpoint\n epoch ", "\n step 28\n updates 28\n\nprovenance\n");
    Files.delete(checkpoints.resolve("checkpoint-000000000035.nn"));
    Files.delete(checkpoints.resolve("checkpoint-000000000028.nn"));
    Cli.Result resumed =
        train("--checkpoints", checkpoints, "--checkpoint-minutes", 0.5, "--resume");
    assertThat(resumed.code()).as(resumed.err()).isZero();
    assertSame(ModelArchive.read(model), whole);
  }

  @Test
  void streamedRowsThatHaveChangedAreNotResumed() throws IOException {
    assertThat(train("--stream", "--checkpoints", checkpoints).code()).isZero();
    assertThat(Cli.run("inspect", model).out())
        .containsPattern("settings.data.fingerprint\\s+[0-9a-f]{64}")
        .containsPattern("settings.validation.fingerprint\\s+[0-9a-f]{64}");
    assertThat(train("--stream", "--checkpoints", checkpoints, "--resume").code()).isZero();
    List<String> lines = new ArrayList<>(Files.readAllLines(data));
    Collections.swap(lines, 1, 2);
    Files.write(data, lines);

    Cli.Result changed = train("--stream", "--checkpoints", checkpoints, "--resume");
    assertThat(changed.code()).isEqualTo(3);
    assertThat(changed.err()).contains("NN-1406 at ", "data.fingerprint: expected \"");
  }

  /** The same but the second in which it began. */
  private static void assertSame(ModelArchive found, ModelArchive expected) {
    assertThat(found.weights()).isEqualTo(expected.weights());
    assertThat(found.model()).isEqualTo(expected.model());
    assertThat(found.preprocessing()).isEqualTo(expected.preprocessing());
    assertThat(found.provenance().put("began", ""))
        .isEqualTo(expected.provenance().put("began", ""));
  }

  @Test
  void keepsAsManyAsAskedAndTheBest() throws IOException {
    assertThat(train("--checkpoints", checkpoints, "--keep", 1, "--keep-best").code()).isZero();
    assertThat(names()).contains("checkpoint-000000000040.nn").hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void saysFromWhereItGoesOn() {
    Object[] options = {"train", "--data", data, "--out", model, "--epochs", 4, "--checkpoints"};
    List<Object> args = new ArrayList<>(List.of(options));
    args.addAll(List.of(checkpoints, "--checkpoint-steps", 15, "--resume"));
    assertThat(Cli.run(args.toArray()).out()).doesNotContain("resumed");
    assertThat(Cli.run(args.toArray()).out()).contains("resumed   after 480 of 640 rows\n");
  }

  @Test
  void aCheckpointPredicts() throws IOException {
    assertThat(train("--checkpoints", checkpoints).code()).isZero();
    Path newest = checkpoints.resolve(names().get(2));
    Cli.Result result = Cli.run("predict", "--model", newest, "--data", data);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).startsWith("prediction\n");
  }

  @Test
  void otherSettingsAreAnError() {
    assertThat(train("--checkpoints", checkpoints).code()).isZero();
    Cli.Result result = train("--checkpoints", checkpoints, "--resume", "--seed", 7);
    assertThat(result.err()).contains("NN-1406 at ").contains("seed: expected 42");
    assertThat(result.code()).isEqualTo(3);
    Cli.Result mixed = train("--checkpoints", checkpoints);
    assertThat(mixed.err()).contains("NN-1406 at checkpoints, " + checkpoints);
  }

  private void fails(String message, Object... options) {
    Cli.Result result = train(options);
    assertThat(result.err()).startsWith("nn: NN-1801 at " + message);
    assertThat(result.code()).isEqualTo(2);
    assertThat(model).doesNotExist();
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    fails("--checkpoints: expected a folder for --checkpoint-steps", "--resume");
    fails("--checkpoints: expected a folder", "--keep", 2);
    fails(
        "--checkpoint-steps: expected at least 1, found 0",
        "--checkpoints",
        checkpoints,
        "--checkpoint-steps",
        0);
    fails(
        "--checkpoint-minutes: expected from 0.001",
        "--checkpoints",
        checkpoints,
        "--checkpoint-minutes",
        0);
    fails("--keep: expected at least 1", "--checkpoints", checkpoints, "--keep", 0);
    fails(
        "--keep-best: expected rows to validate on",
        "--checkpoints",
        checkpoints,
        "--keep-best",
        "--validation",
        0);
  }
}
