package org.neurite.core.predict;

/**
 * Turns what an application asks into a network's input. Called by several threads at once.
 *
 * @param <I> what is asked
 */
@FunctionalInterface
public interface InputEncoder<I> {
  /**
   * Encodes one sample.
   *
   * @param input the sample
   * @param row receives the network's input, row-major; zeros before, and of the input's length
   * @throws org.neurite.api.NeuriteException if the sample does not fit; only this prediction fails
   */
  void encode(I input, float[] row);
}
