package org.neurite.data.stream;

import java.util.Arrays;
import org.neurite.core.train.Fingerprint;
import org.neurite.data.Table;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.NumberColumn;

/**
 * SHA-256 of the rows of a stream: names and values of their columns, in their order. The same rows
 * from another source, or written in another way, give the same.
 */
final class RowsFingerprint {
  private final Fingerprint fingerprint = new Fingerprint();

  /** Adds rows; all but the last are as many as {@link StreamedData#PIECE}. */
  void add(Table piece) {
    for (Column column : piece.columns()) {
      fingerprint.add(column.kind().name()).add(column.name());
      add(column);
    }
  }

  private void add(Column column) {
    int rows = column.rows();
    if (column instanceof CategoryColumn categories) {
      categories.values().forEach(fingerprint::add);
      int[] codes = new int[rows];
      Arrays.setAll(codes, categories::code);
      fingerprint.add(codes);
    } else {
      double[] values = new double[rows];
      Arrays.setAll(values, row -> value(column, row));
      fingerprint.add(values);
    }
  }

  private static double value(Column column, int row) {
    return column instanceof DateColumn dates
        ? dates.seconds(row)
        : ((NumberColumn) column).value(row);
  }

  String hex() {
    return fingerprint.hex();
  }
}
