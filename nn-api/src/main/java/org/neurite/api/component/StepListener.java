package org.neurite.api.component;

/** Hears of every step. */
@FunctionalInterface
public interface StepListener extends TrainingListener {
  /**
   * Called after each step.
   *
   * @param epoch number of the epoch, from 1
   * @param step number of the step in the whole training, from 1
   * @param samples samples in this step's batch
   * @param loss mean loss of the batch before the step
   */
  void onStep(int epoch, long step, int samples, float loss);
}
