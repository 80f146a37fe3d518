package org.neurite.core.predict;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;

/**
 * A predictor whose model is exchanged while it is in use. Every answer is one model's, the old or
 * the new; no call fails because of an exchange.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public final class SwappablePredictor<I, O> implements Predictor<I, O> {
  private final AtomicReference<State<I, O>> state;

  /** Compared by identity: each exchange makes another. */
  private static final class State<I, O> {
    private final Predictor<I, O> predictor;
    private final boolean closed;

    State(Predictor<I, O> predictor, boolean closed) {
      this.predictor = predictor;
      this.closed = closed;
    }
  }

  /**
   * Begins with a predictor.
   *
   * @param first asked until there is another; closed by this one
   */
  public SwappablePredictor(Predictor<I, O> first) {
    this.state = new AtomicReference<>(new State<>(Objects.requireNonNull(first, "first"), false));
  }

  /**
   * Puts another predictor in the place of the present one. Calls that come later ask the new one;
   * those under way are answered by the old one, which is closed after them. The present one stays
   * as it is if it is put in its own place.
   *
   * @param next closed by this one
   * @throws BackendException with {@code NN-1504} if this one is closed; {@code next} stays open
   */
  public void swap(Predictor<I, O> next) {
    State<I, O> after = new State<>(Objects.requireNonNull(next, "next"), false);
    State<I, O> before;
    do {
      before = state.get();
      if (before.closed) {
        throw BackPressure.closed("swappable predictor");
      }
      if (before.predictor == next) {
        return;
      }
    } while (!state.compareAndSet(before, after));
    before.predictor.close();
  }

  @Override
  public O predict(I input) {
    return ask(Predictor::predict, input);
  }

  @Override
  public List<O> predictAll(List<? extends I> inputs) {
    return ask(Predictor::predictAll, inputs);
  }

  /** Who is told that a predictor is closed asks the one that came in its place. */
  private <X, R> R ask(BiFunction<Predictor<I, O>, X, R> question, X input) {
    State<I, O> asked = state.get();
    while (true) {
      try {
        return question.apply(asked.predictor, input);
      } catch (BackendException e) {
        State<I, O> now = state.get();
        if (e.code() != ErrorCode.BAD_SESSION || now == asked) {
          throw e;
        }
        asked = now;
      }
    }
  }

  @Override
  public void close() {
    state.updateAndGet(last -> new State<>(last.predictor, true)).predictor.close();
  }
}
