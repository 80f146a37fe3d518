package org.neurite.core.predict;

import java.time.Duration;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * What happens to a caller who finds everything busy: it waits as long as it takes ({@link #WAIT}),
 * fails at once ({@link #FAIL}), or waits for some time ({@link #timeOut}). Who fails gets {@code
 * NN-1506} and may try again later.
 *
 * @param nanos how long a caller waits at most; 0 to fail at once
 */
public record BackPressure(long nanos) {
  /** Waits until it is its turn. */
  public static final BackPressure WAIT = new BackPressure(Long.MAX_VALUE);

  /** Fails at once. */
  public static final BackPressure FAIL = new BackPressure(0);

  /** Checks the time. */
  public BackPressure {
    if (nanos < 0) {
      throw badTime("at least 0 ns", nanos + " ns");
    }
  }

  /**
   * Waits for some time, then fails.
   *
   * @param longest above 0
   * @return the choice
   * @throws BackendException with {@code NN-1404} if the time is not above 0
   */
  public static BackPressure timeOut(Duration longest) {
    if (longest.isNegative() || longest.isZero()) {
      throw badTime("a time above 0", longest.toString());
    }
    boolean fits = longest.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0;
    return fits ? new BackPressure(longest.toNanos()) : WAIT;
  }

  /** Whether callers wait as long as it takes. */
  boolean waitsForever() {
    return nanos == Long.MAX_VALUE;
  }

  private static BackendException badTime(String expected, String found) {
    return new BackendException(
        Problem.of(ErrorCode.BAD_OPTION)
            .at("back-pressure")
            .expected(expected)
            .found(found)
            .mend("use BackPressure.FAIL to fail at once, BackPressure.WAIT to wait for ever"));
  }

  /** What somebody is told who was not served. */
  BackendException refused(String where, String what) {
    return new BackendException(
        Problem.of(ErrorCode.OVERLOADED)
            .at(where)
            .expected(what)
            .found(
                nanos == 0 ? "none" : "none within " + Duration.ofNanos(nanos).toMillis() + " ms")
            .mend("try again later, allow more, or wait: BackPressure.WAIT"));
  }

  /** What somebody is told whose thread was interrupted while it waited. */
  static BackendException interrupted(String where) {
    Thread.currentThread().interrupt();
    return new BackendException(
        Problem.of(ErrorCode.INTERRUPTED)
            .at(where)
            .expected("to wait for an answer")
            .found("an interrupted thread")
            .mend("predict on threads that nobody interrupts, or take it as cancelled"));
  }

  /** What somebody is told who comes too late. */
  static BackendException closed(String where) {
    return new BackendException(
        Problem.of(ErrorCode.BAD_SESSION)
            .at(where)
            .expected("an open predictor")
            .found("a closed one")
            .mend("close it after the last prediction"));
  }
}
