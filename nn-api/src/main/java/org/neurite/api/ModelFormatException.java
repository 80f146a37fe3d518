package org.neurite.api;

/** A model file that cannot be read or written (codes NN-16xx). */
@API(API.Status.STABLE)
public final class ModelFormatException extends NeuriteException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public ModelFormatException(Problem problem) {
    super(problem);
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public ModelFormatException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
