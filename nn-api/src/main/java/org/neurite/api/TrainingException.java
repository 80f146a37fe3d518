package org.neurite.api;

/** Training that cannot start or go on (codes NN-14xx). */
@API(API.Status.STABLE)
public final class TrainingException extends NeuriteException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public TrainingException(Problem problem) {
    super(problem);
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public TrainingException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
