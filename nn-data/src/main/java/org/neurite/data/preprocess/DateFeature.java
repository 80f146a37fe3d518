package org.neurite.data.preprocess;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Column;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.Kind;

/**
 * A date, in parts. A missing one gives 0 everywhere; where the table has missing values, a last
 * input says so with 1.
 *
 * @param column the column's name
 * @param parts which parts, with what was learnt about them
 * @param indicator whether there is an input for missing values
 * @param missingShare how many of the training rows have no value, from 0 to 1
 */
public record DateFeature(String column, List<Part> parts, boolean indicator, double missingShare)
    implements Feature {
  private static final double ROUND = 2 * Math.PI;

  /**
   * A part.
   *
   * @param part which
   * @param center what is taken off one that does not come round again; else 0
   * @param scale what that is divided by, 0 for a constant; else 1
   */
  public record Part(DatePart part, double center, double scale) {
    /** Checks that nothing is null. */
    public Part {
      Objects.requireNonNull(part, "part");
    }
  }

  /** Copies the list and checks that it is not empty. */
  public DateFeature {
    Objects.requireNonNull(column, "column");
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_VALUE)
              .at(column)
              .expected("at least one part of a date")
              .found("none"));
    }
  }

  @Override
  public Kind kind() {
    return Kind.DATE;
  }

  @Override
  public int width() {
    int width = indicator ? 1 : 0;
    for (Part part : parts) {
      width += part.part().isCyclic() ? 2 : 1;
    }
    return width;
  }

  @Override
  public Encoder encoder(Column values) {
    if (!(values instanceof DateColumn dates)) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(column)
              .expected("a column of dates, as in training")
              .found(Feature.plural(values.kind())));
    }
    return (row, out, at) -> encode(dates, row, out, at);
  }

  private void encode(DateColumn dates, int row, float[] out, int first) {
    boolean missing = dates.isMissing(row);
    int at = first;
    for (Part part : parts) {
      double value = missing ? 0 : part.part().value(dates.time(row));
      if (part.part().isCyclic()) {
        out[at++] = missing ? 0 : (float) Math.sin(ROUND * value);
        out[at++] = missing ? 0 : (float) Math.cos(ROUND * value);
      } else {
        boolean unknown = missing || part.scale() == 0;
        out[at++] = unknown ? 0 : (float) ((value - part.center()) / part.scale());
      }
    }
    if (indicator) {
      out[at] = missing && missingShare > 0 ? 1 : 0;
    }
  }

  @Override
  public String describe(DoubleFunction<String> figures) {
    return parts.stream()
        .map(part -> part.part().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "date: ", ""));
  }
}
