package org.neurite.core.train;

import org.neurite.api.component.TrainingListener;

/** Hears when a training is over. */
@FunctionalInterface
public interface EndListener extends TrainingListener {
  /**
   * Called once, after the last epoch.
   *
   * @param trained the result
   */
  void onEnd(Trained trained);
}
