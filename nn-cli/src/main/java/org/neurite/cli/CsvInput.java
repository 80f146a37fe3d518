package org.neurite.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.neurite.api.component.DataSource;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.data.Table;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.csv.DataSources;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The data to read, and how: a file, a directory, or a component that gives rows. */
final class CsvInput {
  private static final String SOURCE = "--source";

  @ArgGroup private Origin origin = new Origin();

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns to leave out, for instance an id.")
  private List<String> ignored = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "What separates a file's fields; 'tab' for a tab. Default: a comma.")
  private Optional<String> delimiter = Optional.empty();

  /** One of the two has to be stated; both exclude each other. */
  private static final class Origin {
    @Option(
        names = "--data",
        paramLabel = "FILE_OR_DIR",
        description = "A CSV file with a header, or a directory with the four IDX files of MNIST.")
    private Optional<Path> data = Optional.empty();

    @Option(
        names = SOURCE,
        paramLabel = "NAME",
        description =
            "Rows from a plugin's data source instead: its name, or JSON with its settings.")
    private Optional<String> source = Optional.empty();
  }

  void check() {
    Usage.require(
        origin.data.isPresent() || origin.source.isPresent(),
        "--data",
        "a file or a directory, or a data source after --source",
        "neither");
  }

  /** The file or directory; images come from nowhere else. */
  Path path() {
    return origin.data.orElseThrow(
        () ->
            Usage.problem(
                SOURCE, "--data with images, as the model was trained on images", name()));
  }

  /** The file or directory, unless rows come from a component. */
  Optional<Path> file() {
    return origin.data;
  }

  boolean isDirectory() {
    return origin.data.filter(Files::isDirectory).isPresent();
  }

  boolean isStated() {
    return !ignored.isEmpty() || delimiter.isPresent();
  }

  /**
   * What the data are called.
   *
   * @return the file's name, or that of the component, without its settings: they may be secret
   */
  String name() {
    if (origin.data.isPresent()) {
      return String.valueOf(origin.data.get().toAbsolutePath().normalize().getFileName());
    }
    String text = origin.source.orElseThrow().strip();
    return text.startsWith("{") ? type(text) : text;
  }

  private static String type(String json) {
    try {
      return JsonMapper.shared().readTree(json).path("type").asString("source");
    } catch (JacksonException e) {
      return "source"; // whoever reads it says what is wrong
    }
  }

  /**
   * Reads all rows.
   *
   * @param codec finds data sources; asked for only if there is one to find
   */
  Table read(CsvOptions options, Supplier<ComponentCodec> codec) {
    Table table = origin.source.isPresent() ? rows(options, codec.get()) : csv(options);
    return table.without(ignored.toArray(String[]::new));
  }

  private Table rows(CsvOptions options, ComponentCodec codec) {
    Usage.require(
        delimiter.isEmpty(), "--delimiter", "--data, as a data source has columns", SOURCE);
    return DataSources.read(
        codec.parse(DataSource.class, origin.source.orElseThrow(), SOURCE), options);
  }

  private Table csv(CsvOptions options) {
    return Csv.read(
        origin.data.orElseThrow(),
        delimiter.map(d -> options.delimiter(character(d))).orElse(options));
  }

  private static char character(String delimiter) {
    String text = delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    Usage.require(text.length() == 1, "--delimiter", "one character, or tab", "'" + text + "'");
    return text.charAt(0);
  }
}
