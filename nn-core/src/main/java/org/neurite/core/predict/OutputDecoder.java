package org.neurite.core.predict;

/**
 * Turns a network's output into what an application is answered. Called by several threads at once.
 *
 * @param <O> what is answered
 */
@FunctionalInterface
public interface OutputDecoder<O> {
  /**
   * Decodes the output of one sample.
   *
   * @param output what the network gave, row-major; may be changed, but must not be kept: the next
   *     prediction overwrites it
   * @return the answer
   * @throws org.neurite.api.NeuriteException if it is none; only this prediction fails
   */
  O decode(float[] output);
}
