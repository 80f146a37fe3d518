package org.neurite.api;

/** A backend that cannot be had or cannot do what is asked (codes NN-15xx). */
@API(API.Status.STABLE)
public final class BackendException extends NeuriteException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public BackendException(Problem problem) {
    super(problem);
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public BackendException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
