package org.neurite.api;

/** Root of all errors that Neurite reports. Unchecked; carries a {@link Problem}. */
@API(API.Status.STABLE)
public class NeuriteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * An error with its description.
   *
   * @param problem what went wrong
   */
  public NeuriteException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /**
   * An error with its description and cause.
   *
   * @param problem what went wrong
   * @param cause what was thrown underneath
   */
  public NeuriteException(Problem problem, Throwable cause) {
    super(problem.message(), cause);
    this.problem = problem;
  }

  /**
   * The description.
   *
   * @return what went wrong
   */
  public Problem problem() {
    return problem;
  }

  /**
   * The stable code.
   *
   * @return the code, documented in {@code docs/errors.md}
   */
  public ErrorCode code() {
    return problem.code();
  }
}
