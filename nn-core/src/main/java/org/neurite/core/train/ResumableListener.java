package org.neurite.core.train;

import org.neurite.api.component.TrainingListener;

/**
 * A listener whose state belongs to the training: checkpoints hold it, and a resumed training gives
 * it back.
 */
public interface ResumableListener extends TrainingListener {
  /**
   * What it has to know to go on. Called on the training thread, after a step or an epoch.
   *
   * @return a text of at most 1,000,000 characters
   */
  String state();

  /**
   * Takes up a state. Called once, before {@link StartListener#onStart}, and only in a training
   * that resumes.
   *
   * @param state what {@link #state} gave
   */
  void restore(String state);
}
