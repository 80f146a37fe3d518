package org.neurite.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.NumberColumn;

/** Sorts rows by a column: dates and numbers by size, texts (as in 1949-01) by their characters. */
final class TimeOrder {
  private TimeOrder() {}

  static List<Integer> of(Column times) {
    for (int row = 0; row < times.rows(); row++) {
      if (times.isMissing(row)) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_VALUE)
                .at(times.name() + ":" + row)
                .expected("a time in every row")
                .found("a missing value")
                .mend("leave rows without time out"));
      }
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, times.rows()).boxed().toList());
    IntToDoubleFunction time = time(times);
    order.sort(Comparator.comparingDouble(time::applyAsDouble));
    return order;
  }

  /** Where the rows of equal time begin that a place in the order is among. */
  static int runStart(Column times, List<Integer> order, int place) {
    IntToDoubleFunction time = time(times);
    int start = place;
    while (start > 0
        && start < order.size()
        && time.applyAsDouble(order.get(start - 1)) == time.applyAsDouble(order.get(start))) {
      start--;
    }
    return start;
  }

  private static IntToDoubleFunction time(Column times) {
    if (times instanceof NumberColumn numbers) {
      return numbers::value;
    }
    if (times instanceof DateColumn dates) {
      return dates::seconds;
    }
    CategoryColumn texts = times.categories();
    return texts::code;
  }
}
