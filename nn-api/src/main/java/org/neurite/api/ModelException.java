package org.neurite.api;

/** A model that is incomplete or weights that do not fit it (codes NN-13xx). */
@API(API.Status.STABLE)
public final class ModelException extends NeuriteException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public ModelException(Problem problem) {
    super(problem);
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public ModelException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
