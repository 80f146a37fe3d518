package org.neurite.core.predict;

import java.util.List;
import java.util.function.Function;

/**
 * A model with weights, asked in an application's own types. Thread-safe: any number of threads may
 * call it at once, and each gets the answer to what it asked.
 *
 * @param <I> what is asked: {@code float[]}, {@link org.neurite.api.tensor.NDArray}, a map from
 *     column to value, a record, or whatever an {@link InputEncoder} reads
 * @param <O> what is answered: {@code float[]}, a number in the target's own unit, a label, or
 *     whatever an {@link OutputDecoder} makes
 */
public interface Predictor<I, O> extends AutoCloseable {
  /**
   * Predicts one sample.
   *
   * @param input the sample
   * @return the answer
   * @throws org.neurite.api.NeuriteException if the sample does not fit the model, with {@code
   *     NN-1504} if the predictor is closed, with {@code NN-1506} if it is too busy and does not
   *     let callers wait, with {@code NN-1507} if the thread was interrupted while it waited
   */
  O predict(I input);

  /**
   * Predicts several samples with as few runs as possible.
   *
   * @param inputs the samples
   * @return the answers in the same order
   * @throws org.neurite.api.NeuriteException as {@link #predict}, for the first sample that does
   *     not fit
   */
  default List<O> predictAll(List<? extends I> inputs) {
    return inputs.stream().<O>map(this::predict).toList();
  }

  /**
   * The same with something done to each answer.
   *
   * @param next what becomes of an answer; called by several threads at once
   * @param <R> what is answered then
   * @return a predictor over this one; closing either closes both
   */
  default <R> Predictor<I, R> andThen(Function<? super O, ? extends R> next) {
    return new MappedPredictor<>(this, next);
  }

  /**
   * Takes no more calls, waits for those under way, then frees the memory. Not to be called from
   * within a prediction. Closing twice is harmless; if the thread is interrupted, the memory is
   * freed by the last caller instead.
   */
  @Override
  void close();
}
