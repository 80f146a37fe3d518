package org.neurite.api.component;

import org.neurite.api.API;

/** Hears of every epoch. */
@API(API.Status.STABLE)
@FunctionalInterface
public interface EpochListener extends TrainingListener {
  /**
   * Called after each epoch and its validation.
   *
   * @param report what was measured
   */
  void onEpoch(EpochReport report);
}
