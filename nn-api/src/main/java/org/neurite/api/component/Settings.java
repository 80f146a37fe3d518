package org.neurite.api.component;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.neurite.api.API;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/** Checks of settings for compact constructors. */
@API(API.Status.STABLE)
public final class Settings {
  private Settings() {}

  /**
   * Checks a number against the range stated by {@link Setting} on the record component.
   *
   * @param component the record
   * @param setting name of the record component
   * @param value the number given
   * @throws ComponentException with {@code NN-1202} if it is out of range or not finite
   */
  public static void check(Class<? extends Record> component, String setting, double value) {
    for (RecordComponent candidate : component.getRecordComponents()) {
      Setting range =
          candidate.getName().equals(setting) ? candidate.getAnnotation(Setting.class) : null;
      if (range != null) {
        if (!(value >= range.min() && value <= range.max() && Double.isFinite(value))) {
          require(false, component, setting, range(range), value);
        }
        return;
      }
    }
    throw new IllegalArgumentException(component.getName() + " has no @Setting " + setting);
  }

  /**
   * Checks any condition.
   *
   * @param holds whether the setting is right
   * @param component the record
   * @param setting name of the record component
   * @param expected what would be right
   * @param found what was given
   * @throws ComponentException with {@code NN-1202} if it is not right
   */
  public static void require(
      boolean holds, Class<?> component, String setting, String expected, Object found) {
    if (!holds) {
      throw new ComponentException(
          Problem.of(ErrorCode.BAD_SETTING)
              .at(component.getSimpleName() + "." + setting)
              .expected(expected)
              .found(String.valueOf(found)));
    }
  }

  /**
   * The numbers that a setting may have, in words.
   *
   * @param range its annotation
   * @return for instance {@code a number from 0 to 1}
   */
  public static String range(Setting range) {
    boolean low = Double.isFinite(range.min());
    boolean high = Double.isFinite(range.max());
    if (range.min() == Float.MIN_NORMAL && !high) {
      return "a finite number above 0 in single precision";
    }
    if (low && high) {
      return "a number from " + text(range.min()) + " to " + text(range.max());
    }
    if (low) {
      return "a finite number of at least " + text(range.min());
    }
    return high ? "a finite number of at most " + text(range.max()) : "a finite number";
  }

  private static String text(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? String.format(Locale.ROOT, "%.0f", bound)
        : Double.toString(bound);
  }
}
