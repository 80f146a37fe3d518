package org.neurite.api.backend;

import org.neurite.api.API;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * How a backend is to run.
 *
 * @param threads number of threads that compute, at least 1; results do not depend on it
 */
@API(API.Status.EXPERIMENTAL)
public record BackendSettings(int threads) {

  /** Checks the range. */
  public BackendSettings {
    if (threads < 1) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("threads")
              .expected("at least 1 thread")
              .found(Integer.toString(threads)));
    }
  }

  /**
   * One thread per available processor.
   *
   * @return the settings
   */
  public static BackendSettings defaults() {
    return new BackendSettings(Runtime.getRuntime().availableProcessors());
  }
}
