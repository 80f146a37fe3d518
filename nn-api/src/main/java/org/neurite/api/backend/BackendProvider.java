package org.neurite.api.backend;

/**
 * Service interface through which backends are found. Providers are created by {@link
 * java.util.ServiceLoader} and must be cheap to create; all work is left to {@link #probe} and
 * {@link #open}.
 */
public interface BackendProvider {
  /** The version of this API. */
  int API_VERSION = 1;

  /**
   * Name by which users choose it, for instance {@code jvm}.
   *
   * @return lower-case letters, digits and dashes
   */
  String name();

  /**
   * The version of this API that the provider was written for.
   *
   * @return the version; 1 unless stated, so that a provider which needs more has to say so
   */
  default int apiVersion() {
    return 1;
  }

  /**
   * Which backend is taken when the user names none: the highest whose probe succeeds.
   *
   * @return the priority; the pure-Java backend has 0
   */
  int priority();

  /**
   * Finds out whether the backend can run here. Never throws for a missing library.
   *
   * @return the answer, in words a user can act on
   */
  Probe probe();

  /**
   * Starts the backend.
   *
   * @param settings number of threads and the like
   * @return a backend that the caller closes
   * @throws org.neurite.api.BackendException if it cannot run here
   */
  Backend open(BackendSettings settings);
}
