package org.neurite.data.column;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A column of categories: each row holds the position of its value in a sorted list. */
public final class CategoryColumn implements Column {
  private final String name;
  private final List<String> values;
  private final int[] codes;

  /** The codes are this column's own. */
  CategoryColumn(String name, List<String> values, int[] codes) {
    this.name = name;
    this.values = values;
    this.codes = codes;
  }

  /**
   * A column of categories.
   *
   * @param name what the header calls it
   * @param rows one text per row, empty where it is missing
   * @return the column
   */
  public static CategoryColumn of(String name, List<String> rows) {
    List<String> values =
        List.copyOf(new TreeSet<>(rows.stream().filter(t -> !t.isEmpty()).toList()));
    int[] codes = new int[rows.size()];
    for (int row = 0; row < codes.length; row++) {
      int found = Collections.binarySearch(values, rows.get(row));
      codes[row] = rows.get(row).isEmpty() ? -1 : found;
    }
    return new CategoryColumn(name, values, codes);
  }

  /**
   * A column of categories from codes.
   *
   * @param name what the header calls it
   * @param dictionary distinct texts in any order
   * @param codes one per row, a position in the dictionary or -1 where it is missing
   * @return the column, with its values sorted
   */
  public static CategoryColumn of(String name, List<String> dictionary, int[] codes) {
    int[] order =
        IntStream.range(0, dictionary.size())
            .boxed()
            .sorted(Comparator.comparing(dictionary::get))
            .mapToInt(i -> i)
            .toArray();
    int[] rank = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
    }
    return new CategoryColumn(
        name,
        Arrays.stream(order).mapToObj(dictionary::get).toList(),
        Arrays.stream(codes).map(code -> code < 0 ? -1 : rank[code]).toArray());
  }

  /**
   * The distinct values.
   *
   * @return sorted: texts by their characters, texts that stand for numbers by size
   */
  public List<String> values() {
    return values;
  }

  /**
   * Which value a row has.
   *
   * @param row from 0
   * @return its position in {@link #values()}, or -1 if it is missing
   */
  public int code(int row) {
    return codes[row];
  }

  /**
   * For each of this column's values, where it stands in another list.
   *
   * @param others the other list
   * @return positions in {@code others}, -1 for a value that is not there
   */
  public int[] positionsIn(List<String> others) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < others.size(); i++) {
      positions.putIfAbsent(others.get(i), i);
    }
    return values.stream().mapToInt(value -> positions.getOrDefault(value, -1)).toArray();
  }

  /**
   * The first row with a value that another list does not have.
   *
   * @param others the other list
   * @return the row, or empty if there is none
   */
  public OptionalInt firstRowOutside(List<String> others) {
    int[] positions = positionsIn(others);
    return IntStream.range(0, rows())
        .filter(row -> codes[row] >= 0 && positions[codes[row]] < 0)
        .findFirst();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kind kind() {
    return Kind.CATEGORY;
  }

  @Override
  public int rows() {
    return codes.length;
  }

  @Override
  public boolean isMissing(int row) {
    return codes[row] < 0;
  }

  @Override
  public CategoryColumn categories() {
    return this;
  }

  /** Name, number of rows and of values. */
  @Override
  public String toString() {
    return name + ": " + codes.length + " rows of " + values.size() + " categories";
  }
}
