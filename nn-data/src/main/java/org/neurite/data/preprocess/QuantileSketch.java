package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Quantiles of any number of values in one pass and little memory (Karnin, Lang and Liberty, 2016:
 * KLL). Up to {@value #EXACT} values are all kept, and quantiles are exact; of more, a sample with
 * weights is kept, about {@code 3 * }{@value #K} values, and the rank of a quantile is off by some
 * 0.1 % of the number of values; a test holds it to 0.3 %. Values come out the same for the same
 * values in the same order. Used by one thread.
 */
public final class QuantileSketch {
  /** So many values are kept as they are. */
  public static final int EXACT = 32_768;

  private static final int K = 4096;
  private static final int SMALLEST = 64;

  private final List<double[]> levels = new ArrayList<>(List.of(new double[SMALLEST]));
  private final List<Integer> sizes = new ArrayList<>(List.of(0));
  private long count;
  private long coins = 0x9E3779B97F4A7C15L;

  /** A sketch of no values. */
  public QuantileSketch() {}

  /**
   * How many values came.
   *
   * @return the number
   */
  public long count() {
    return count;
  }

  /**
   * One more value.
   *
   * @param value a number, not NaN
   */
  public void add(double value) {
    count++;
    put(0, value);
    if (sizes.get(0) >= capacity(0)) {
      compress();
    }
  }

  /**
   * All values of another sketch. The other one is not changed.
   *
   * @param other values of other rows
   */
  public void merge(QuantileSketch other) {
    count += other.count;
    for (int level = 0; level < other.levels.size(); level++) {
      for (int i = 0; i < other.sizes.get(level); i++) {
        put(level, other.levels.get(level)[i]);
      }
    }
    compress();
  }

  private void put(int level, double value) {
    while (level >= levels.size()) {
      levels.add(new double[SMALLEST]);
      sizes.add(0);
    }
    int size = sizes.get(level);
    if (size == levels.get(level).length) {
      levels.set(level, Arrays.copyOf(levels.get(level), 2 * size));
    }
    levels.get(level)[size] = value;
    sizes.set(level, size + 1);
  }

  /** Lower levels hold values of less weight and so need hold fewer of them. */
  private int capacity(int level) {
    int height = levels.size() - 1 - level;
    return levels.size() == 1
        ? EXACT + 1
        : Math.max(SMALLEST, (int) (K * Math.pow(2.0 / 3, height)));
  }

  private void compress() {
    for (int level = 0; level < levels.size(); level++) {
      if (sizes.get(level) >= capacity(level)) {
        halve(level);
      }
    }
  }

  /** Every second value of a level, with twice the weight, stands for both. */
  private void halve(int level) {
    double[] values = Arrays.copyOf(levels.get(level), sizes.get(level));
    Arrays.sort(values);
    int even = values.length & ~1;
    sizes.set(level, values.length - even);
    if (even < values.length) {
      levels.get(level)[0] = values[even];
    }
    for (int i = coin(); i < even; i += 2) {
      put(level + 1, values[i]);
    }
  }

  private int coin() {
    coins ^= coins << 13;
    coins ^= coins >>> 7;
    coins ^= coins << 17;
    return (int) (coins >>> 63);
  }

  /** A value and for how many it stands. */
  private record Weighted(double value, long weight) {}

  /**
   * The value below which a part of all values lies.
   *
   * @param part from 0 to 1
   * @return between two values that are there it is interpolated; 0 if there are no values
   */
  public double quantile(double part) {
    if (count == 0) {
      return 0;
    }
    if (levels.size() == 1) {
      return interpolated(part);
    }
    List<Weighted> values = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      for (int i = 0; i < sizes.get(level); i++) {
        values.add(new Weighted(levels.get(level)[i], 1L << level));
      }
    }
    values.sort(Comparator.comparingDouble(Weighted::value));
    double rank = part * count;
    long below = 0;
    for (Weighted value : values) {
      below += value.weight();
      if (below >= rank) {
        return value.value();
      }
    }
    return values.get(values.size() - 1).value();
  }

  private double interpolated(double part) {
    double[] values = Arrays.copyOf(levels.get(0), sizes.get(0));
    Arrays.sort(values);
    double position = part * (values.length - 1);
    int first = (int) position;
    double rest = position - first;
    return rest == 0 ? values[first] : values[first] * (1 - rest) + values[first + 1] * rest;
  }

  /** How many values came and how many are kept. */
  @Override
  public String toString() {
    return count + " values, " + sizes.stream().mapToInt(size -> size).sum() + " kept";
  }
}
