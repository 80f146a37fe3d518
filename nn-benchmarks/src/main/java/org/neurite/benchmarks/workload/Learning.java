package org.neurite.benchmarks.workload;

/** How weights follow gradients. */
public enum Learning {
  /** Stochastic gradient descent, rate 0.01. */
  SGD(0.01),
  /** Stochastic gradient descent with momentum 0.9, rate 0.01. */
  MOMENTUM(0.01),
  /** Adam with the paper's settings, rate 0.001. */
  ADAM(0.001);

  /** Part of the last step that {@link #MOMENTUM} keeps. */
  public static final double MOMENTUM_FACTOR = 0.9;

  private final double rate;

  Learning(double rate) {
    this.rate = rate;
  }

  /**
   * The learning rate.
   *
   * @return the rate, constant in all steps
   */
  public double rate() {
    return rate;
  }
}
