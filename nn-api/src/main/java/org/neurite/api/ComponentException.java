package org.neurite.api;

/** An unknown or wrongly set component, or a provider that cannot be used (codes NN-12xx). */
@API(API.Status.STABLE)
public final class ComponentException extends NeuriteException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public ComponentException(Problem problem) {
    super(problem);
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public ComponentException(Problem problem, Throwable cause) {
    super(problem, cause);
  }
}
