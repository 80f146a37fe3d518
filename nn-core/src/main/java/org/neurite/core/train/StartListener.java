package org.neurite.core.train;

import java.util.OptionalLong;
import org.neurite.api.component.TrainingListener;
import org.neurite.core.model.Model;

/** Hears when a training begins. */
@FunctionalInterface
public interface StartListener extends TrainingListener {

  /**
   * What will be done.
   *
   * @param model the network
   * @param backend name of the backend
   * @param epochs passes over the data
   * @param batchSize samples per step
   * @param samples samples per epoch, if known
   * @param done samples that a resumed training has done already, all epochs together
   */
  record Start(
      Model model, String backend, int epochs, int batchSize, OptionalLong samples, long done) {

    /**
     * Steps per epoch.
     *
     * @return the number, if the number of samples is known
     */
    public OptionalLong steps() {
      return samples.isEmpty()
          ? samples
          : OptionalLong.of((samples.getAsLong() + batchSize - 1) / batchSize);
    }
  }

  /**
   * Called once, before the first step.
   *
   * @param start what will be done
   */
  void onStart(Start start);
}
