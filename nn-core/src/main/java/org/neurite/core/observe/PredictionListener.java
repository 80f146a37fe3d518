package org.neurite.core.observe;

import org.neurite.api.BackendException;

/**
 * Told of every prediction, for instance to measure. Called on the caller's thread, by several at
 * once: it must be thread-safe, quick, and must not throw.
 */
public interface PredictionListener {
  /**
   * A predictor was made.
   *
   * @param predictor the new one; {@link ObservedPredictor#status()} may be asked until it is
   *     closed
   */
  default void onOpen(ObservedPredictor predictor) {}

  /**
   * A prediction is done, well or not.
   *
   * @param predictor which was asked
   * @param rows how many samples
   * @param nanos from the call to the answer, waiting included
   */
  default void onPrediction(ObservedPredictor predictor, int rows, long nanos) {}

  /**
   * A caller was not served, since too many others were.
   *
   * @param predictor which was asked
   * @param cause what the caller is told, {@code NN-1506}
   */
  default void onRefusal(ObservedPredictor predictor, BackendException cause) {}

  /**
   * Single requests were gathered to a batch.
   *
   * @param predictor which is asked
   * @param rows how many requests the batch has
   * @param queued how many are still waiting
   */
  default void onBatch(ObservedPredictor predictor, int rows, int queued) {}

  /**
   * A predictor is closed.
   *
   * @param predictor the one
   */
  default void onClose(ObservedPredictor predictor) {}
}
