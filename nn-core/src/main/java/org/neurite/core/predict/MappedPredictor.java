package org.neurite.core.predict;

import java.util.List;
import java.util.function.Function;

/** A predictor whose answers become something else. */
final class MappedPredictor<I, M, O> implements Predictor<I, O> {
  private final Predictor<I, M> predictor;
  private final Function<? super M, ? extends O> next;

  MappedPredictor(Predictor<I, M> predictor, Function<? super M, ? extends O> next) {
    this.predictor = predictor;
    this.next = next;
  }

  @Override
  public O predict(I input) {
    return next.apply(predictor.predict(input));
  }

  @Override
  public List<O> predictAll(List<? extends I> inputs) {
    return predictor.predictAll(inputs).stream().<O>map(next).toList();
  }

  @Override
  public void close() {
    predictor.close();
  }
}
