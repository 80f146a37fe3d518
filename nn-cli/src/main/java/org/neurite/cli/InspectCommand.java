package org.neurite.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;
import org.neurite.cli.report.Preparation;
import org.neurite.core.file.CheckpointArchive;
import org.neurite.core.file.ModelArchive;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelCodec;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.data.preprocess.Preprocessing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows what is in a model file. Needs no backend: nothing is computed. */
@Command(
    name = "inspect",
    description = "Shows a model file: layers, columns, where it comes from.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class InspectCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL.nn", description = "A model file.")
  private Path file = Path.of("");

  @Option(
      names = "--sha256",
      paramLabel = "DIGEST",
      description =
          "The digest that the file has to have, as this command shows it; from somebody you"
              + " trust.")
  private Optional<String> sha256 = Optional.empty();

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String digest = ModelArchive.digest(file);
    sha256.ifPresent(expected -> requireSame(expected, digest));
    ModelArchive archive = ModelArchive.read(file);
    ModelCodec codec = new ModelCodec(new ComponentCodec(plugins.registry()));
    Model model = codec.fromJson(archive.model(), archive.weights(), file.toString());
    out.println("model " + model.name());
    out.print(model.summary());
    archive
        .preprocessing()
        .map(Preprocessing::fromJson)
        .ifPresent(preprocessing -> print(preprocessing, out));
    if (archive.extras().containsKey(CheckpointArchive.TRAINING)) {
      printPosition(out);
    }
    out.println();
    out.println("provenance");
    codec.provenance(archive.provenance()).forEach((key, value) -> print(key, value, out));
    out.println();
    out.println("file");
    out.println(line("sha256", digest.isEmpty() ? "none in a file of version 1" : digest));
    out.flush();
    return 0;
  }

  private void requireSame(String expected, String digest) {
    if (!expected.equalsIgnoreCase(digest)) {
      throw new ModelFormatException(
          Problem.of(ErrorCode.BAD_MODEL_FILE)
              .at(file.toString())
              .expected("the digest " + expected)
              .found(digest.isEmpty() ? "none in a file of version 1" : digest)
              .mend("take the file from where it was saved again"));
    }
  }

  /** Objects as one line for each value, under a dotted name. */
  private static void print(String key, Object value, PrintWriter out) {
    if (value instanceof Map<?, ?> values) {
      values.forEach((name, inner) -> print(key + "." + name, inner, out));
    } else {
      out.println(line(key, value.toString()));
    }
  }

  private static void print(Preprocessing preprocessing, PrintWriter out) {
    for (Preparation.Section section : Preparation.of(preprocessing)) {
      out.println();
      out.println(section.heading());
      section.lines().forEach(line -> out.println(line(line.name(), line.text())));
    }
  }

  /** Where a training stood; its file is a model file with more in it. */
  private void printPosition(PrintWriter out) {
    out.println();
    out.println("checkpoint");
    JsonNode position = CheckpointArchive.read(file).training().path("position");
    for (String name : List.of("epoch", "batches", "step", "updates")) {
      out.println(line(name, position.path(name).asString("")));
    }
  }

  private static String line(String name, String value) {
    return "  %-22s %s".formatted(name, value);
  }
}
