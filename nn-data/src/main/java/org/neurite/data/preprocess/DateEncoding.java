package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Column;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.Kind;

/**
 * Which parts of a date are encoded.
 *
 * @param parts at least one
 */
public record DateEncoding(List<DatePart> parts) implements Encoding {
  /** Year, month, day of the month and of the week. */
  public static final DateEncoding STANDARD =
      new DateEncoding(List.of(DatePart.YEAR, DatePart.MONTH, DatePart.DAY, DatePart.WEEKDAY));

  /** Copies the list and checks that it is not empty. */
  public DateEncoding {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("date")
              .expected("at least one part, as in date=year+month")
              .found("none"));
    }
  }

  @Override
  public Kind kind() {
    return Kind.DATE;
  }

  @Override
  public FeatureFitter fitter(String column) {
    return new Fitter(column, parts);
  }

  private static final class Fitter implements FeatureFitter {
    private final String column;
    private final List<DatePart> parts;
    private final List<NumberSummary> summaries = new ArrayList<>();
    private boolean hasMissing;

    Fitter(String column, List<DatePart> parts) {
      this.column = column;
      this.parts = parts;
      parts.forEach(part -> summaries.add(new NumberSummary()));
    }

    @Override
    public void add(Column piece, int[] training) {
      DateColumn dates = (DateColumn) piece;
      hasMissing = hasMissing || dates.hasMissing();
      for (int i = 0; i < parts.size(); i++) {
        for (int row : training) {
          summaries
              .get(i)
              .add(dates.isMissing(row) ? Double.NaN : parts.get(i).value(dates.time(row)));
        }
      }
    }

    @Override
    public void merge(FeatureFitter other) {
      Fitter that = (Fitter) other;
      hasMissing = hasMissing || that.hasMissing;
      for (int i = 0; i < parts.size(); i++) {
        summaries.get(i).merge(that.summaries.get(i));
      }
    }

    @Override
    public Feature fit() {
      List<DateFeature.Part> fitted = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        NumberSummary summary = summaries.get(i);
        boolean cyclic = parts.get(i).isCyclic();
        fitted.add(
            new DateFeature.Part(
                parts.get(i), cyclic ? 0 : summary.mean(), cyclic ? 1 : summary.deviation()));
      }
      return new DateFeature(column, fitted, hasMissing, summaries.get(0).missingShare());
    }
  }
}
