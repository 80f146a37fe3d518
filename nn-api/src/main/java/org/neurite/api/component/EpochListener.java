package org.neurite.api.component;

/** Hears of every epoch. */
@FunctionalInterface
public interface EpochListener extends TrainingListener {
  /**
   * Called after each epoch and its validation.
   *
   * @param report what was measured
   */
  void onEpoch(EpochReport report);
}
