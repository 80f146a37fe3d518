package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/** Reads an encoding from words. */
final class EncodingText {
  private static final double PERCENT = 100;

  private final String text;
  private NumberEncoding numbers = NumberEncoding.STANDARD;
  private boolean hasNumbers;
  private @Nullable Encoding whole;

  EncodingText(String text) {
    this.text = text;
  }

  Encoding read() {
    List<String> words = parts(text, ",");
    words.forEach(this::word);
    if (whole == null && hasNumbers) {
      return numbers;
    }
    if (whole == null || hasNumbers || words.size() > 1) {
      throw bad("words for numbers, or one for a category or a date", "'" + text + "'");
    }
    return whole;
  }

  private static List<String> parts(String text, String separator) {
    List<String> parts = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, separator);
    while (tokens.hasMoreTokens()) {
      parts.add(tokens.nextToken().strip());
    }
    return parts;
  }

  private void word(String word) {
    int at = word.indexOf('=');
    String name = at < 0 ? word : word.substring(0, at);
    String value = at < 0 ? "" : word.substring(at + 1);
    switch (name) {
      case "one-hot" -> whole = new CategoryEncoding.OneHot();
      case "ordinal" -> whole = new CategoryEncoding.Ordinal(parts(value, "<"));
      case "hash" -> whole = new CategoryEncoding.Hashing(wholeNumber(value));
      case "index" -> whole = new CategoryEncoding.Index();
      case "date" -> whole = date(value);
      default -> number(name, value);
    }
  }

  private void number(String name, String value) {
    hasNumbers = true;
    numbers =
        switch (name) {
          case "log" -> numbers.logarithm();
          case "clip" -> numbers.clipping(clipping(value));
          case "impute" -> numbers.imputation(imputation(value));
          default -> numbers.scaling(scaling(name));
        };
  }

  private Scaling scaling(String name) {
    for (Scaling scaling : Scaling.values()) {
      if (scaling.toString().equals(name)) {
        return scaling;
      }
    }
    throw bad(
        "standardise, min-max, robust, none, log, clip=LOW..HIGH, impute=median, one-hot, ordinal,"
            + " hash=64, index or date",
        "'" + name + "'");
  }

  private Clipping clipping(String value) {
    int dots = value.indexOf("..");
    if (dots < 0) {
      throw bad("clip=LOW..HIGH, as in clip=0..100 or clip=1%..99%", "'clip=" + value + "'");
    }
    String low = value.substring(0, dots);
    String high = value.substring(dots + 2);
    boolean quantiles = low.endsWith("%") && high.endsWith("%");
    return quantiles
        ? new Clipping(percent(low), percent(high), true)
        : new Clipping(decimal(low), decimal(high), false);
  }

  private double percent(String value) {
    return decimal(value.substring(0, value.length() - 1)) / PERCENT;
  }

  private Imputation imputation(String value) {
    return switch (value) {
      case "median" -> Imputation.MEDIAN;
      case "mean" -> Imputation.MEAN;
      default -> new Imputation(Imputation.Kind.CONSTANT, decimal(value));
    };
  }

  private DateEncoding date(String value) {
    if (value.isEmpty()) {
      return DateEncoding.STANDARD;
    }
    List<DatePart> chosen = new ArrayList<>();
    for (String name : parts(value, "+")) {
      chosen.add(part(name));
    }
    return new DateEncoding(chosen);
  }

  private DatePart part(String name) {
    for (DatePart part : DatePart.values()) {
      if (part.name().toLowerCase(Locale.ROOT).equals(name)) {
        return part;
      }
    }
    throw bad("parts of a date: year, time, month, day, weekday, hour", "'" + name + "'");
  }

  private double decimal(String value) {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad("a number", "'" + value + "'");
    }
    throw bad("a finite number", "'" + value + "'");
  }

  private int wholeNumber(String value) {
    double number = decimal(value);
    if (number != Math.rint(number) || Math.abs(number) > HashFeature.MOST) {
      throw bad("a whole number of at most " + HashFeature.MOST, "'" + value + "'");
    }
    return (int) number;
  }

  private DataException bad(String expected, String found) {
    return new DataException(
        Problem.of(ErrorCode.BAD_OPTION)
            .at("encoding '" + text + "'")
            .expected(expected)
            .found(found));
  }
}
