package org.neurite.core.predict;

import java.util.Objects;

/**
 * How many callers a predictor serves at the same time, and what happens to more.
 *
 * @param sessions how many callers are served at the same time; each has memory of its own
 * @param backPressure what happens to a caller who finds all sessions busy
 */
public record PredictorOptions(int sessions, BackPressure backPressure) {
  /** Four sessions per processor; further callers wait. */
  public static final PredictorOptions DEFAULT =
      new PredictorOptions(4 * Runtime.getRuntime().availableProcessors(), BackPressure.WAIT);

  /** Checks the number. */
  public PredictorOptions {
    Objects.requireNonNull(backPressure, "backPressure");
    SessionPool.requireBound(sessions);
  }

  /**
   * Another number of sessions.
   *
   * @param count at least 1
   * @return a copy
   * @throws org.neurite.api.BackendException with {@code NN-1404} if there are fewer
   */
  public PredictorOptions sessions(int count) {
    return new PredictorOptions(count, backPressure);
  }

  /**
   * Another answer to too many callers.
   *
   * @param choice wait, fail or time out
   * @return a copy
   */
  public PredictorOptions backPressure(BackPressure choice) {
    return new PredictorOptions(sessions, choice);
  }
}
