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
import org.neurite.data.csv.TableStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The data to read, and how: a file, a directory, or a component that gives rows. */
final class CsvInput {
  private static final String SOURCE = "--source";
  private static final String JDBC = "--jdbc";

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

  @Mixin private JdbcOptions database = new JdbcOptions();

  /** One of these has to be stated; they exclude each other. */
  private static final class Origin {
    @Option(
        names = "--data",
        paramLabel = "FILE_OR_DIR",
        description =
            "A CSV file with a header, or a directory: the four IDX files of MNIST, or a folder of"
                + " pictures for each class.")
    private Optional<Path> data = Optional.empty();

    @Option(
        names = SOURCE,
        paramLabel = "NAME",
        description =
            "Rows from a plugin's data source instead: its name, or JSON with its settings.")
    private Optional<String> source = Optional.empty();

    @Option(
        names = JDBC,
        paramLabel = "URL",
        description = "Rows from a database instead: its JDBC URL, with --query.")
    private Optional<String> jdbc = Optional.empty();
  }

  void check() {
    Usage.require(
        origin.data.isPresent() || origin.source.isPresent() || origin.jdbc.isPresent(),
        "--data",
        "a file or a directory, a data source after --source, or a database after --jdbc",
        "none of them");
    database.check(origin.jdbc.isPresent());
  }

  /** The file or directory; images come from nowhere else. */
  Path path() {
    return origin.data.orElseThrow(
        () ->
            Usage.problem(
                origin.jdbc.isPresent() ? JDBC : SOURCE,
                "--data with images, as the model was trained on images",
                name()));
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
    if (origin.jdbc.isPresent()) {
      return "query";
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
    Table table =
        origin.data.isPresent()
            ? Csv.read(origin.data.get(), delimited(options))
            : DataSources.read(rows(codec), options);
    return table.without(ignored.toArray(String[]::new));
  }

  /** As {@link #read}, piece by piece. */
  TableStream stream(CsvOptions options, Supplier<ComponentCodec> codec) {
    TableStream rows =
        origin.data.isPresent()
            ? Csv.stream(origin.data.get(), delimited(options))
            : DataSources.stream(rows(codec), options);
    return rows.without(ignored.toArray(String[]::new));
  }

  private DataSource rows(Supplier<ComponentCodec> codec) {
    String option = origin.jdbc.isPresent() ? JDBC : SOURCE;
    Usage.require(
        delimiter.isEmpty(), "--delimiter", "--data, as a data source has columns", option);
    return origin.jdbc.isPresent()
        ? database.rows(origin.jdbc.get())
        : codec.get().parse(DataSource.class, origin.source.orElseThrow(), SOURCE);
  }

  private CsvOptions delimited(CsvOptions options) {
    return delimiter.map(d -> options.delimiter(character(d))).orElse(options);
  }

  private static char character(String delimiter) {
    String text = delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    Usage.require(text.length() == 1, "--delimiter", "one character, or tab", "'" + text + "'");
    return text.charAt(0);
  }
}
