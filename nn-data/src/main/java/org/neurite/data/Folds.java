package org.neurite.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;

/**
 * Which rows are for training and which for validation, once or several times over. Rows of each
 * part are in the table's order.
 */
public final class Folds {
  /** Keeps a product that is whole but for rounding from being rounded down. */
  private static final double ROUNDING = 1e-9;

  /**
   * One division.
   *
   * @param train rows to train on
   * @param validation rows to validate on; may be empty
   */
  public record Part(List<Integer> train, List<Integer> validation) {
    /** Copies the lists. */
    public Part {
      train = List.copyOf(train);
      validation = List.copyOf(validation);
    }

    /**
     * Rows to train on.
     *
     * @return a new array
     */
    public int[] trainRows() {
      return train.stream().mapToInt(row -> row).toArray();
    }

    /**
     * Rows to validate on.
     *
     * @return a new array
     */
    public int[] validationRows() {
      return validation.stream().mapToInt(row -> row).toArray();
    }
  }

  private Folds() {}

  /**
   * How many rows are held back.
   *
   * @param source what is divided, for messages
   * @param rows how many there are
   * @param trainFraction how many of them to train on, above 0 and at most 1
   * @return rows for validation
   * @throws DataException with {@code NN-1404} if the fraction is out of range, {@code NN-1706} if
   *     either part would be empty
   */
  public static int held(String source, int rows, double trainFraction) {
    if (!(trainFraction > 0 && trainFraction <= 1)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("training fraction")
              .expected("a number above 0 and at most 1")
              .found(Double.toString(trainFraction)));
    }
    int held = (int) Math.floor(rows * (1 - trainFraction) + ROUNDING * rows);
    if (trainFraction < 1 && (held == 0 || held == rows)) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(source)
              .expected("rows to train on and rows to validate on")
              .found(rows + " rows, divided " + trainFraction)
              .mend("give more rows, or validate on none"));
    }
    return held;
  }

  private static List<Integer> shuffled(int rows, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    return order;
  }

  /** Rows with equal values of a column stand side by side, shuffled among themselves. */
  private static List<Integer> byClass(Column labels, long seed) {
    CategoryColumn classes = labels.categories();
    List<Integer> order = shuffled(labels.rows(), seed);
    order.sort(Comparator.comparingInt(classes::code));
    return order;
  }

  private static Part part(List<Integer> train, List<Integer> validation) {
    List<Integer> first = new ArrayList<>(train);
    List<Integer> second = new ArrayList<>(validation);
    Collections.sort(first);
    Collections.sort(second);
    return new Part(first, second);
  }

  static Part random(int rows, int held, long seed) {
    List<Integer> order = shuffled(rows, seed);
    return part(order.subList(0, rows - held), order.subList(rows - held, rows));
  }

  /**
   * Divides rows at random so that every class keeps its share: held back in equal steps, the
   * classes standing one after the other.
   *
   * @param labels the class of each row
   * @param held how many rows are held back
   * @param seed of the random numbers
   * @return the division
   */
  public static Part stratified(Column labels, int held, long seed) {
    List<Integer> order = byClass(labels, seed);
    int rows = order.size();
    List<Integer> train = new ArrayList<>();
    List<Integer> validation = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      boolean isHeld = (i + 1L) * held / rows > validation.size();
      (isHeld ? validation : train).add(order.get(i));
    }
    return part(train, validation);
  }

  /** Whole groups are held back, in random order, until there are enough rows. */
  static Part grouped(Column groups, int held, long seed) {
    List<List<Integer>> members = members(groups);
    Collections.shuffle(members, new Random(seed));
    List<List<Integer>> train = new ArrayList<>();
    List<List<Integer>> validation = new ArrayList<>();
    int rows = 0;
    for (List<Integer> group : members) {
      boolean isHeld = rows + group.size() / 2 < held;
      (isHeld ? validation : train).add(group);
      rows += isHeld ? group.size() : 0;
    }
    if (held > 0 && members.size() > 1) {
      fill(validation, train);
      fill(train, validation);
    }
    return part(rows(train), rows(validation));
  }

  /** Gives the smallest group of one part to the other if that one has none. */
  private static void fill(List<List<Integer>> empty, List<List<Integer>> full) {
    if (empty.isEmpty()) {
      List<Integer> smallest = Collections.min(full, Comparator.comparingInt(List::size));
      full.remove(smallest);
      empty.add(smallest);
    }
  }

  private static List<Integer> rows(List<List<Integer>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }

  /** Holds back the rows that come last in a column's order. */
  static Part ordered(Column times, int held) {
    List<Integer> order = TimeOrder.of(times);
    int first = TimeOrder.runStart(times, order, order.size() - held);
    return part(order.subList(0, first), order.subList(first, order.size()));
  }

  private static List<List<Integer>> members(Column groups) {
    CategoryColumn codes = groups.categories();
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int row = 0; row < codes.rows(); row++) {
      members.computeIfAbsent(codes.code(row), code -> new ArrayList<>()).add(row);
    }
    List<List<Integer>> sorted = new ArrayList<>(members.values());
    sorted.sort(Comparator.comparing(group -> group.get(0)));
    return sorted;
  }

  static List<Part> random(int rows, String source, int folds, long seed) {
    requireFolds(source, folds, rows, "rows");
    return dealt(shuffled(rows, seed), folds);
  }

  static List<Part> stratified(Column labels, String source, int folds, long seed) {
    requireFolds(source, folds, labels.rows(), "rows");
    return dealt(byClass(labels, seed), folds);
  }

  /** Rows go to one fold after the other, as cards are dealt. */
  private static List<Part> dealt(List<Integer> order, int folds) {
    int[] fold = new int[order.size()];
    for (int i = 0; i < order.size(); i++) {
      fold[order.get(i)] = i % folds;
    }
    return parts(fold, folds);
  }

  /** The largest groups first, each to the fold that has the fewest rows yet. */
  static List<Part> grouped(Column groups, String source, int folds, long seed) {
    List<List<Integer>> members = members(groups);
    requireFolds(source + ":" + groups.name(), folds, members.size(), "groups");
    Collections.shuffle(members, new Random(seed));
    members.sort(Comparator.comparingInt((List<Integer> group) -> group.size()).reversed());
    int[] fold = new int[groups.rows()];
    int[] sizes = new int[folds];
    for (List<Integer> group : members) {
      int smallest = 0;
      for (int i = 1; i < folds; i++) {
        smallest = sizes[i] < sizes[smallest] ? i : smallest;
      }
      sizes[smallest] += group.size();
      for (int row : group) {
        fold[row] = smallest;
      }
    }
    return parts(fold, folds);
  }

  private static List<Part> parts(int[] fold, int folds) {
    List<Part> parts = new ArrayList<>();
    for (int k = 0; k < folds; k++) {
      int held = k;
      int[] rows = IntStream.range(0, fold.length).toArray();
      parts.add(
          new Part(
              Arrays.stream(rows).filter(row -> fold[row] != held).boxed().toList(),
              Arrays.stream(rows).filter(row -> fold[row] == held).boxed().toList()));
    }
    return parts;
  }

  /**
   * Time is cut into one piece more than there are folds; each fold trains on all before its own.
   */
  static List<Part> ordered(Column times, String source, int folds) {
    int rows = times.rows();
    requireFolds(source, folds, rows - 1, "rows after the first");
    List<Integer> order = TimeOrder.of(times);
    List<Part> parts = new ArrayList<>();
    for (int k = 1; k <= folds; k++) {
      int first = TimeOrder.runStart(times, order, (int) ((long) rows * k / (folds + 1)));
      int last = TimeOrder.runStart(times, order, (int) ((long) rows * (k + 1) / (folds + 1)));
      parts.add(part(order.subList(0, first), order.subList(first, last)));
    }
    return parts;
  }

  private static void requireFolds(String source, int folds, int most, String what) {
    if (folds < 2 || folds > most) {
      throw new DataException(
          Problem.of(ErrorCode.TOO_FEW_ROWS)
              .at(source)
              .expected("from 2 folds to as many as there are " + what + ", " + most)
              .found(folds + " folds"));
    }
  }
}
