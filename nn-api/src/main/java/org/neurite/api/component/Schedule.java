package org.neurite.api.component;

import java.util.OptionalDouble;
import org.neurite.api.API;

/** Changes the learning rate over the steps, and maybe the momentum. */
@API(API.Status.STABLE)
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

  /**
   * The momentum of a step, for optimizers that have one. A schedule gives one at every step or at
   * none.
   *
   * @param step number of the step, counted from 0
   * @return what takes the place of the optimizer's momentum; empty to leave it alone
   */
  default OptionalDouble momentum(long step) {
    return OptionalDouble.empty();
  }
}
