package org.neurite.api;

/** Data that cannot be read or do not fit (codes NN-17xx). */
@API(API.Status.STABLE)
public final class DataException extends NeuriteException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public DataException(Problem problem) {
    super(problem);
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public DataException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
