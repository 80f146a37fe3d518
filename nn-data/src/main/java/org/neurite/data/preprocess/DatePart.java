package org.neurite.data.preprocess;

import java.time.LocalDateTime;
import java.time.YearMonth;

/**
 * A part of a date. One that comes round again makes two inputs, sine and cosine of its angle, so
 * that December stands beside January; the others make one, standardised.
 */
public enum DatePart {
  /** The year, standardised. */
  YEAR {
    @Override
    double value(LocalDateTime time) {
      return time.getYear();
    }
  },
  /** Days since 1970-01-01 with their fraction, standardised. */
  TIME {
    @Override
    double value(LocalDateTime time) {
      return time.toLocalDate().toEpochDay() + time.toLocalTime().toSecondOfDay() / SECONDS;
    }
  },
  /** The month, as an angle. */
  MONTH {
    @Override
    double value(LocalDateTime time) {
      return (time.getMonthValue() - 1) / MONTHS;
    }
  },
  /** The day of the month, as an angle. */
  DAY {
    @Override
    double value(LocalDateTime time) {
      return (time.getDayOfMonth() - 1.0) / YearMonth.from(time).lengthOfMonth();
    }
  },
  /** The day of the week, as an angle. */
  WEEKDAY {
    @Override
    double value(LocalDateTime time) {
      return (time.getDayOfWeek().getValue() - 1) / DAYS;
    }
  },
  /** The time of day, as an angle. */
  HOUR {
    @Override
    double value(LocalDateTime time) {
      return time.toLocalTime().toSecondOfDay() / SECONDS;
    }
  };

  private static final double SECONDS = 86_400;
  private static final double MONTHS = 12;
  private static final double DAYS = 7;

  /** The part of a time: a number, or for what comes round again its share of the round. */
  abstract double value(LocalDateTime time);

  /**
   * Whether it comes round again.
   *
   * @return true if it makes two inputs
   */
  public boolean isCyclic() {
    return this != YEAR && this != TIME;
  }
}
