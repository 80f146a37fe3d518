package org.neurite.api.component;

/** Changes the learning rate over the steps. */
@FunctionalInterface
public interface Schedule extends Component {
  /**
   * The rate of a step.
   *
   * @param base the optimizer's learning rate
   * @param step number of the step, counted from 0
   * @return the rate for this step
   */
  double rate(double base, long step);
}
