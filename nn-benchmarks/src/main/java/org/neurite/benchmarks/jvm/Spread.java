package org.neurite.benchmarks.jvm;

import java.util.List;
import java.util.Locale;

/**
 * One figure over several JVMs.
 *
 * @param median the middle one
 * @param least the smallest
 * @param most the largest
 */
public record Spread(double median, double least, double most) {

  /**
   * Takes one figure of each run.
   *
   * @param runs the figures of each, at least one run
   * @param figure which of them
   * @return median and range
   */
  public static Spread of(List<List<Double>> runs, int figure) {
    List<Double> sorted = runs.stream().map(run -> run.get(figure)).sorted().toList();
    return new Spread(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /**
   * The figure as text.
   *
   * @param unit for instance {@code ms}
   * @return for instance {@code 10.5 ms (9.8 to 12.0)}
   */
  public String text(String unit) {
    return String.format(Locale.ROOT, "%7.1f %s  (%.1f to %.1f)", median, unit, least, most);
  }
}
