package org.neurite.core.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.predict.Nets.Guest;

/** What callers get who find every session busy, or the door closed. */
class BackPressureTest {
  private static final PredictorOptions TWO = PredictorOptions.DEFAULT.sessions(2);
  private static final float[] SAMPLE = {1, 2, 3};

  /** On a thread of its own: the common pool may have only one, which somebody waits on. */
  private static void started(Runnable work) {
    new Thread(work).start();
  }

  private static CompletableFuture<float[]> later(ArrayPredictor predictor) {
    return CompletableFuture.supplyAsync(
        () -> predictor.predict(SAMPLE), BackPressureTest::started);
  }

  private static void awaitWaiting(ArrayPredictor predictor, int callers)
      throws InterruptedException {
    while (predictor.status().waiting() < callers) {
      Thread.sleep(1);
    }
  }

  @Test
  void whoWaitsIsServedWhenSomebodyLeaves() throws Exception {
    try (ArrayPredictor predictor = Nets.predictor(TWO);
        Guest first = new Guest(predictor);
        Guest second = new Guest(predictor)) {
      CompletableFuture<float[]> third = later(predictor);
      awaitWaiting(predictor, 1);
      assertThat(third).isNotDone();
      assertThat(predictor.status().busy()).isEqualTo(2);
      second.leave();
      assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo(second.answer());
      first.leave();
      assertThat(first.answer()).isEqualTo(second.answer());
    }
  }

  @Test
  void whoMayNotWaitFailsAtOnceAndTheListenerKnows() throws Exception {
    AtomicInteger refusals = new AtomicInteger();
    PredictionListener listener =
        new PredictionListener() {
          @Override
          public void onRefusal(ObservedPredictor predictor, BackendException cause) {
            refusals.incrementAndGet();
          }
        };
    try (ArrayPredictor predictor = Nets.predictor(TWO.backPressure(BackPressure.FAIL), listener);
        Guest first = new Guest(predictor);
        Guest second = new Guest(predictor)) {
      assertThatThrownBy(() -> predictor.predict(SAMPLE))
          .isInstanceOfSatisfying(
              BackendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED))
          .hasMessage(
              "NN-1506 at net, predictor: expected one of 2 sessions to be free, found none. Try"
                  + " again later, allow more, or wait: BackPressure.WAIT.");
      assertThat(refusals).hasValue(1);
      second.leave();
      second.answer();
      assertThat(predictor.predict(SAMPLE)).isEqualTo(second.answer());
      first.leave();
    }
  }

  @Test
  void nobodyIsRefusedWhileASessionIsFree() throws Exception {
    try (ArrayPredictor predictor = Nets.predictor(TWO.backPressure(BackPressure.FAIL))) {
      Thread[] threads = new Thread[2];
      AtomicInteger served = new AtomicInteger();
      for (int i = 0; i < threads.length; i++) {
        threads[i] =
            new Thread(
                () -> {
                  for (int k = 0; k < 5000; k++) {
                    predictor.predict(SAMPLE);
                    served.incrementAndGet();
                  }
                });
        threads[i].start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(served).hasValue(10_000);
    }
  }

  @Test
  void whoWaitsTooLongFails() throws Exception {
    BackPressure choice = BackPressure.timeOut(Duration.ofMillis(20));
    try (ArrayPredictor predictor = Nets.predictor(TWO.sessions(1).backPressure(choice));
        Guest only = new Guest(predictor)) {
      long started = System.nanoTime();
      assertThatThrownBy(() -> predictor.predict(SAMPLE))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("found none within 20 ms");
      assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(20_000_000);
      only.leave();
    }
  }

  @Test
  void anInterruptedCallerIsToldAndStaysInterrupted() throws Exception {
    try (ArrayPredictor predictor = Nets.predictor(TWO.sessions(1));
        Guest only = new Guest(predictor)) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread waiting =
          new Thread(
              () -> {
                try {
                  predictor.predict(SAMPLE);
                } catch (BackendException e) {
                  interrupted.complete(
                      e.code() == ErrorCode.INTERRUPTED && Thread.currentThread().isInterrupted());
                }
              });
      waiting.start();
      awaitWaiting(predictor, 1);
      waiting.interrupt();
      assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
      only.leave();
    }
  }

  @Test
  void closingWaitsForCallersAndSendsAwayWhoWaits() throws Exception {
    ArrayPredictor predictor = Nets.predictor(TWO.sessions(1));
    try (Guest only = new Guest(predictor)) {
      CompletableFuture<float[]> waiting = later(predictor);
      awaitWaiting(predictor, 1);
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(predictor::close, BackPressureTest::started);
      assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage(
              "NN-1504 at net, predictor: expected an open predictor, found a closed one. Close it"
                  + " after the last prediction.");
      assertThat(closing).isNotDone();
      only.leave();
      closing.get(10, TimeUnit.SECONDS);
      assertThat(only.answer()).hasSize(2);
      assertThat(predictor.status().open()).isZero();
    }
  }

  @Test
  void anImpossibleChoiceIsRefused() {
    assertThatThrownBy(() -> BackPressure.timeOut(Duration.ZERO))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("NN-1404 at back-pressure: expected a time above 0, found PT0S");
    assertThatThrownBy(() -> new BackPressure(-1)).isInstanceOf(BackendException.class);
    assertThat(BackPressure.timeOut(Duration.ofDays(400_000))).isEqualTo(BackPressure.WAIT);
    assertThatThrownBy(() -> TWO.sessions(0))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("expected at least 1 session, found 0");
  }
}
