package org.neurite.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The counts of a {@link ConfusionMatrix}, to be read: as text, or as a picture.
 *
 * @param counts a row per class of the targets, in it a number per predicted class
 */
public record ConfusionTable(List<List<Long>> counts) {
  private static final Pattern CELL = Pattern.compile("(?:.*\\.|val_)?confusion_(\\d+)_(\\d+)");
  private static final int SIZE = 40;
  private static final int MARGIN = 100;

  /** Copies the rows. */
  public ConfusionTable {
    counts = counts.stream().map(List::copyOf).toList();
  }

  /**
   * The table in the results of an evaluation or of an epoch; other results are left out.
   *
   * @param results values by name, with or without {@code val_}
   * @return the table; without classes if there is none in the results
   */
  public static ConfusionTable of(Map<String, Double> results) {
    List<List<Long>> counts = new ArrayList<>();
    results.forEach(
        (name, value) -> {
          Matcher cell = CELL.matcher(name);
          if (cell.matches()) {
            int target = Integer.parseInt(cell.group(1));
            int predicted = Integer.parseInt(cell.group(2));
            grow(counts, Math.max(target, predicted) + 1);
            counts.get(target).set(predicted, Math.round(value));
          }
        });
    return new ConfusionTable(counts);
  }

  private static void grow(List<List<Long>> counts, int classes) {
    while (counts.size() < classes) {
      counts.add(new ArrayList<>());
    }
    for (List<Long> row : counts) {
      while (row.size() < classes) {
        row.add(0L);
      }
    }
  }

  /**
   * The table as text, a line per class.
   *
   * @param names of the classes; numbers stand for those not named
   * @return several lines
   */
  public String text(List<String> names) {
    int first = width(IntStream.range(0, counts.size()).mapToObj(i -> name(names, i)));
    int cell =
        1
            + Math.max(
                width(counts.stream().flatMap(List::stream).map(String::valueOf)),
                width(IntStream.range(0, counts.size()).mapToObj(i -> name(names, i))));
    StringBuilder text = new StringBuilder(" ".repeat(first));
    for (int i = 0; i < counts.size(); i++) {
      text.append(padded(name(names, i), cell));
    }
    text.append("  predicted\n");
    for (int target = 0; target < counts.size(); target++) {
      text.append(padded(name(names, target), first));
      for (long count : counts.get(target)) {
        text.append(padded(Long.toString(count), cell));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static int width(Stream<String> texts) {
    return texts.mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static String name(List<String> names, int i) {
    return i < names.size() ? names.get(i) : Integer.toString(i);
  }

  /**
   * The table as a picture: the darker a cell, the larger its share of the row's samples.
   *
   * @param names of the classes; numbers stand for those not named
   * @return an SVG document
   */
  public String svg(List<String> names) {
    int side = MARGIN + counts.size() * SIZE;
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\" text-anchor=\"middle\">\n")
            .formatted(side, side));
    for (int i = 0; i < counts.size(); i++) {
      int middle = MARGIN + i * SIZE + SIZE / 2;
      label(svg, middle, MARGIN - 8, "black", name(names, i));
      label(svg, MARGIN / 2, middle + 4, "black", name(names, i));
      row(svg, i);
    }
    label(svg, (MARGIN + side) / 2, MARGIN / 2, "gray", "predicted");
    return svg.append("</svg>\n").toString();
  }

  private void row(StringBuilder svg, int target) {
    List<Long> row = counts.get(target);
    double all = Math.max(1, row.stream().mapToLong(Long::longValue).sum());
    int y = MARGIN + target * SIZE;
    for (int predicted = 0; predicted < row.size(); predicted++) {
      int x = MARGIN + predicted * SIZE;
      double share = row.get(predicted) / all;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" fill-opacity=\"%.3f\""
                  + " stroke=\"lightgray\"/>\n",
              x,
              y,
              SIZE,
              SIZE,
              predicted == target ? "seagreen" : "firebrick",
              share));
      String color = share > 0.5 ? "white" : "black";
      label(svg, x + SIZE / 2, y + SIZE / 2 + 4, color, Long.toString(row.get(predicted)));
    }
  }

  private static void label(StringBuilder svg, int x, int y, String color, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    svg.append("<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n".formatted(x, y, color, escaped));
  }
}
