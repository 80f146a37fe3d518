package org.neurite.data.column;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads dates as ISO 8601 writes them. */
public final class Dates {
  /** What a date looks like, for messages. */
  public static final String EXPECTED = "a date as in 2024-02-29 or 2024-02-29T13:45";

  private static final int MONTH_LENGTH = 7;
  private static final int DATE_LENGTH = 10;

  private Dates() {}

  /**
   * Reads a date, or a date with a time.
   *
   * @param text for instance {@code 2024-02-29} or {@code 2024-02-29 13:45}
   * @return seconds since 1970-01-01T00:00, or NaN if the text is no date
   */
  public static double parse(String text) {
    try {
      return time(text).toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private static LocalDateTime time(String text) {
    if (text.length() <= MONTH_LENGTH) {
      return YearMonth.parse(text).atDay(1).atStartOfDay();
    }
    if (text.length() == DATE_LENGTH) {
      return LocalDate.parse(text).atTime(LocalTime.MIDNIGHT);
    }
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime offset
        ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
        : LocalDateTime.from(time);
  }
}
