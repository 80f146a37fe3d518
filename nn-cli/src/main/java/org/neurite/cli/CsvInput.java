package org.neurite.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurite.data.Table;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import picocli.CommandLine.Option;

/** The data to read, and how. */
final class CsvInput {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE_OR_DIR",
      description = "A CSV file with a header, or a directory with the four IDX files of MNIST.")
  private Path data = Path.of("");

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns to leave out, for instance an id.")
  private List<String> ignored = List.of();

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "What separates fields; 'tab' for a tab. Default: a comma.")
  private Optional<String> delimiter = Optional.empty();

  Path path() {
    return data;
  }

  boolean isStated() {
    return !ignored.isEmpty() || delimiter.isPresent();
  }

  Table read(CsvOptions options) {
    Table table =
        Csv.read(data, delimiter.map(d -> options.delimiter(character(d))).orElse(options));
    return table.without(ignored.toArray(String[]::new));
  }

  private static char character(String delimiter) {
    String text = delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
    Usage.require(text.length() == 1, "--delimiter", "one character, or tab", "'" + text + "'");
    return text.charAt(0);
  }
}
