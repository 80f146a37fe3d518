package org.neurite.api;

/** Shapes, types or attributes that do not fit, found while a network is traced (codes NN-11xx). */
@API(API.Status.STABLE)
public final class ShapeException extends NeuriteException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public ShapeException(Problem problem) {
    super(problem);
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public ShapeException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
