package org.neurite.core.predict;

import java.time.Duration;
import java.util.Objects;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * How single requests are gathered to batches.
 *
 * @param delay how long a request waits for others at most; 0 to take only those that are there
 * @param maxRows how many requests a batch has at most; also bounded by what a session takes
 * @param queue how many requests may wait
 * @param backPressure what happens to a caller who finds the queue full
 */
public record Batching(Duration delay, int maxRows, int queue, BackPressure backPressure) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** 1 ms, 64 requests, 1024 waiting; further callers wait. */
  public static final Batching DEFAULT =
      new Batching(Duration.ofMillis(1), 64, 1024, BackPressure.WAIT);

  /** Checks the values. */
  public Batching {
    Objects.requireNonNull(backPressure, "backPressure");
    require(
        !delay.isNegative() && delay.compareTo(LONGEST) <= 0,
        "delay",
        "from 0 to " + LONGEST,
        delay);
    require(maxRows >= 1, "rows of a batch", "at least 1", maxRows);
    require(queue >= 1, "queue", "room for at least 1 request", queue);
  }

  private static void require(boolean holds, String option, String expected, Object found) {
    if (!holds) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("micro-batcher, " + option)
              .expected(expected)
              .found(found.toString()));
    }
  }

  /**
   * Another delay.
   *
   * @param longest how long a request waits for others at most
   * @return a copy
   */
  public Batching delay(Duration longest) {
    return new Batching(longest, maxRows, queue, backPressure);
  }

  /**
   * Another size.
   *
   * @param count how many requests a batch has at most
   * @return a copy
   */
  public Batching maxRows(int count) {
    return new Batching(delay, count, queue, backPressure);
  }

  /**
   * Another queue.
   *
   * @param requests how many may wait
   * @return a copy
   */
  public Batching queue(int requests) {
    return new Batching(delay, maxRows, requests, backPressure);
  }

  /**
   * Another answer to a full queue.
   *
   * @param choice wait, fail or time out
   * @return a copy
   */
  public Batching backPressure(BackPressure choice) {
    return new Batching(delay, maxRows, queue, choice);
  }
}
