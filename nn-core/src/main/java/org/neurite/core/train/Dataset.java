package org.neurite.core.train;

import java.util.Optional;
import java.util.OptionalLong;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Samples with targets, in memory or streamed. May be read any number of times, also at once. */
public interface Dataset {
  /**
   * Dimensions of one sample's input.
   *
   * @return for instance {@code [8]} or {@code [1, 28, 28]}
   */
  Shape inputShape();

  /**
   * Type of one sample's target.
   *
   * @return for instance {@code float32[1]} for a number or {@code int32[]} for a class index
   */
  TensorType targetType();

  /**
   * Number of samples.
   *
   * @return the number, or empty if it is not known before reading
   */
  OptionalLong size();

  /**
   * Whether samples carry weights of their own.
   *
   * @return true if readers fill {@link Batch#weights()}
   */
  default boolean hasWeights() {
    return false;
  }

  /**
   * Tells these samples from others: for the provenance of a model, and so that a training is not
   * resumed with other data. Asked for once in a training; may take as long as one pass. Made with
   * {@link Fingerprint}.
   *
   * @return a text that other samples would hardly have, for instance a SHA-256; empty if there is
   *     none
   */
  default Optional<String> fingerprint() {
    return Optional.empty();
  }

  /**
   * Starts one pass over all samples.
   *
   * @param shuffle random numbers to shuffle by; empty for the data's own order
   * @return a reader that the caller closes
   */
  Reader read(Optional<RandomStream> shuffle);

  /** One pass. Used by one thread. */
  interface Reader extends AutoCloseable {
    /**
     * Fills a batch from its beginning.
     *
     * @param batch receives up to its capacity
     * @return how many samples were written; 0 at the end
     * @throws org.neurite.api.DataException if the data cannot be read
     */
    int next(Batch batch);

    /** Frees what the pass holds. */
    @Override
    void close();
  }
}
