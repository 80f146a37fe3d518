package org.neurite.benchmarks.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.neurite.benchmarks.workload.Workload;

/**
 * The entries as text: a Markdown table per workload, the first subject being what others are
 * compared with.
 */
final class Table {
  private static final String NOTHING = "–";

  private final StringBuilder text = new StringBuilder();

  private Table() {}

  /**
   * Writes tables.
   *
   * @param entries workload by workload
   * @return several lines
   */
  static String of(List<Entry> entries) {
    Table table = new Table();
    entries.stream().map(Entry::workload).distinct().forEach(w -> table.workload(w, entries));
    table.notes(entries);
    return table.text.toString();
  }

  private void workload(Workload workload, List<Entry> all) {
    List<Entry> entries = all.stream().filter(e -> e.workload().equals(workload)).toList();
    Entry first = entries.get(0);
    text.append(
        "%n%s: %s, batch %d, %s%n%n"
            .formatted(workload.id(), workload.title(), workload.batch(), unit(workload)));
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "subject",
            "version",
            "median",
            "range",
            "p99",
            first.subject() + " is",
            "RSS MB",
            "start s"));
    entries.forEach(entry -> rows.add(row(entry, first)));
    rows(rows);
  }

  private static String unit(Workload workload) {
    return switch (workload.kind()) {
      case TRAINING -> "training, samples/s";
      case THROUGHPUT -> "prediction, samples/s";
      case LATENCY -> "prediction, microseconds";
      case PRODUCT -> "products/s";
    };
  }

  private static List<String> row(Entry entry, Entry first) {
    if (entry.problem().isPresent()) {
      List<String> row = new ArrayList<>(List.of(entry.subject(), or(entry.version())));
      row.addAll(Collections.nCopies(6, NOTHING));
      return row;
    }
    Figure main = entry.main();
    return List.of(
        entry.subject(),
        or(entry.version()),
        number(main.median()),
        number(main.min()) + "–" + number(main.max()),
        number(entry.p99Micros().median()),
        first.problem().isPresent() || entry.equals(first)
            ? NOTHING
            : String.format(Locale.ROOT, "%.2fx", entry.behind(first)),
        number(entry.peakRssMb().median()),
        String.format(Locale.ROOT, "%.2f", entry.coldStartSeconds().median()));
  }

  private void rows(List<List<String>> rows) {
    int columns = rows.get(0).size();
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    for (int i = 0; i < rows.size(); i++) {
      StringBuilder line = new StringBuilder("|");
      for (int column = 0; column < columns; column++) {
        line.append(' ').append(padded(rows.get(i).get(column), widths.get(column), column < 2));
        line.append(" |");
      }
      text.append(line).append('\n');
      if (i == 0) {
        text.append(
            widths.stream()
                .map(w -> "-".repeat(w + 2))
                .collect(Collectors.joining("|", "|", "|\n")));
      }
    }
  }

  private static String padded(String value, int width, boolean left) {
    String space = " ".repeat(width - value.length());
    return left ? value + space : space + value;
  }

  private void notes(List<Entry> entries) {
    text.append('\n');
    entries.stream()
        .filter(entry -> entry.problem().isEmpty())
        .map(entry -> entry.subject() + ": " + entry.settings())
        .distinct()
        .forEach(note -> text.append(note).append('\n'));
    entries.stream()
        .flatMap(
            entry ->
                entry.problem().stream()
                    .map(why -> entry.subject() + ", " + entry.workload().id() + ": " + why))
        .forEach(note -> text.append("not measured: ").append(note).append('\n'));
  }

  private static String or(String value) {
    return value.isEmpty() ? NOTHING : value;
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
