package org.neurite.data.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.Dates;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

/**
 * Gathers one column. Where its kind is not stated, the first value decides; a column of numbers
 * that turns out to be text has to be read again, and one with a few texts among many numbers is
 * taken for numbers with mistakes.
 */
final class ColumnReader {
  /** Texts are mistakes if there are at least so many numbers for each. */
  private static final int NUMBERS_PER_MISTAKE = 10;

  private static final int LONGEST_MISSING = 16;

  private final String name;
  private final int field;
  private final String file;
  private final boolean stated;
  private final Set<String> missing;
  private final Map<String, Integer> dictionary = new HashMap<>();
  private @Nullable Kind kind;
  private double[] numbers = new double[64];
  private int[] codes = new int[64];
  private int size;
  private int numeric;
  private int texts;
  private long firstTextLine;
  private String firstText = "";

  ColumnReader(String file, String name, int field, CsvOptions options) {
    this.file = file;
    this.name = name;
    this.field = field;
    this.missing = options.missing();
    this.kind = options.kinds().get(name);
    this.stated = kind != null;
  }

  void add(CsvRow row) {
    if (size == numbers.length) {
      grow();
    }
    int from = row.from(field);
    int to = row.to(field);
    numbers[size] = Double.NaN;
    codes[size] = -1;
    if (from < to) {
      addPresent(row, from, to);
    }
    size++;
  }

  private void grow() {
    numbers = Arrays.copyOf(numbers, 2 * size);
    codes = Arrays.copyOf(codes, 2 * size);
  }

  private void addPresent(CsvRow row, int from, int to) {
    if (kind == Kind.DATE) {
      addDate(row, from, to);
      return;
    }
    double number = Decimal.parse(row.characters(), from, to);
    boolean isNumber = !Double.isNaN(number);
    if (!isNumber && isMissing(row, from, to)) {
      return;
    }
    if (kind == null) {
      kind = isNumber ? Kind.NUMBER : Kind.CATEGORY;
    }
    count(row, isNumber);
    if (kind == Kind.CATEGORY) {
      codes[size] = code(row.text(field));
    } else if (isNumber) {
      numbers[size] = requireFinite(row, number);
    }
  }

  private void addDate(CsvRow row, int from, int to) {
    numbers[size] = Dates.parse(row.text(field));
    if (Double.isNaN(numbers[size]) && !isMissing(row, from, to)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_VALUE)
              .at(place(row.line()))
              .expected(Dates.EXPECTED)
              .found("'" + row.text(field) + "'")
              .mend("mend the value, or leave it blank if it is missing"));
    }
  }

  private boolean isMissing(CsvRow row, int from, int to) {
    return to - from <= LONGEST_MISSING
        && missing.contains(row.text(field).toLowerCase(Locale.ROOT));
  }

  private void count(CsvRow row, boolean isNumber) {
    if (isNumber) {
      numeric++;
      return;
    }
    if (texts++ == 0) {
      firstTextLine = row.line();
      firstText = row.text(field);
    }
    if (stated && kind == Kind.NUMBER) {
      throw notANumber("a number");
    }
  }

  private int code(String text) {
    Integer code = dictionary.putIfAbsent(text, dictionary.size());
    return code == null ? dictionary.size() - 1 : code;
  }

  private double requireFinite(CsvRow row, double number) {
    if (Double.isInfinite(number)) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_VALUE)
              .at(place(row.line()))
              .expected("a finite number")
              .found("'" + row.text(field) + "'")
              .mend("mend the value, or leave it blank if it is missing"));
    }
    return number;
  }

  private DataException notANumber(String expected) {
    return new DataException(
        Problem.of(ErrorCode.BAD_VALUE)
            .at(place(firstTextLine))
            .expected(expected)
            .found("'" + firstText + "'")
            .mend("mend the value, or leave it blank if it is missing"));
  }

  private String place(long line) {
    return file + ":" + line + ":" + name;
  }

  /**
   * Whether the column must be read again with another kind.
   *
   * @throws DataException with {@code NN-1703} if it holds numbers and a few texts
   */
  private Optional<Kind> revision() {
    if (stated || texts == 0 || numeric == 0) {
      return Optional.empty();
    }
    if (numeric / NUMBERS_PER_MISTAKE >= texts) {
      throw notANumber("a number, as in " + numeric + " other rows");
    }
    return kind == Kind.NUMBER ? Optional.of(Kind.CATEGORY) : Optional.empty();
  }

  /** What other kinds the columns must be read again with. */
  static Map<String, Kind> revisions(List<ColumnReader> columns) {
    Map<String, Kind> revised = new HashMap<>();
    for (ColumnReader column : columns) {
      column.revision().ifPresent(kind -> revised.put(column.name, kind));
    }
    return revised;
  }

  String name() {
    return name;
  }

  /** What the column is as far as is known; numbers if it has no value yet. */
  Kind kind() {
    return kind == null ? Kind.NUMBER : kind;
  }

  Column column() {
    if (kind == Kind.DATE) {
      return DateColumn.ofSeconds(name, Arrays.copyOf(numbers, size));
    }
    if (kind != Kind.CATEGORY) {
      return NumberColumn.of(name, Arrays.copyOf(numbers, size));
    }
    List<String> words = new ArrayList<>(dictionary.keySet());
    dictionary.forEach((word, code) -> words.set(code, word));
    return CategoryColumn.of(name, words, Arrays.copyOf(codes, size));
  }
}
