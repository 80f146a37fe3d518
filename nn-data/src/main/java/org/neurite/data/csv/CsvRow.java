package org.neurite.data.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;
import java.util.function.IntFunction;

/** The row being read: its fields stand in one array of characters, used again for every row. */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
  private char[] text = new char[256];
  private int[] ends = new int[16];
  private int fields;
  private long line;

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    fields = 0;
  }

  @Override
  protected void handleField(int field, char[] source, int offset, int length, boolean quoted) {
    int start = start(field);
    if (start + length > text.length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, start + length));
    }
    System.arraycopy(source, offset, text, start, length);
    if (field == ends.length) {
      ends = Arrays.copyOf(ends, 2 * field);
    }
    ends[field] = start + length;
    fields = field + 1;
  }

  /** Fills the row with texts. */
  void set(long number, int count, IntFunction<String> texts) {
    handleBegin(number);
    for (int field = 0; field < count; field++) {
      char[] source = texts.apply(field).toCharArray();
      handleField(field, source, 0, source.length, false);
    }
  }

  @Override
  protected CsvRow buildRecord() {
    return this;
  }

  int fields() {
    return fields;
  }

  /** The line on which the row begins, from 1. */
  long line() {
    return line;
  }

  char[] characters() {
    return text;
  }

  /** Where a field begins, leading blanks left out. */
  int from(int field) {
    int from = start(field);
    while (from < ends[field] && text[from] <= ' ') {
      from++;
    }
    return from;
  }

  /** Where a field ends, trailing blanks left out. */
  int to(int field) {
    int to = ends[field];
    int start = start(field);
    while (to > start && text[to - 1] <= ' ') {
      to--;
    }
    return to;
  }

  String text(int field) {
    int from = from(field);
    return new String(text, from, Math.max(0, to(field) - from));
  }

  private int start(int field) {
    return field == 0 ? 0 : ends[field - 1];
  }
}
