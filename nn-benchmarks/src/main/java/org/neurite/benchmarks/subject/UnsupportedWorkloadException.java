package org.neurite.benchmarks.subject;

/** A subject can't do a workload, and says why. */
public final class UnsupportedWorkloadException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param reason for instance {@code Smile has no convolutions}
   */
  public UnsupportedWorkloadException(String reason) {
    super(reason);
  }
}
