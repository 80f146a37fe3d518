package org.neurite.core.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.predict.Nets.Guest;

class MicroBatcherTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newFixedThreadPool(32);
  private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
  private final Queue<ErrorCode> refusals = new ConcurrentLinkedQueue<>();
  private final PredictionListener listener =
      new PredictionListener() {
        @Override
        public void onBatch(ObservedPredictor predictor, int rows, int queued) {
          batches.add(rows);
        }

        @Override
        public void onRefusal(ObservedPredictor predictor, BackendException cause) {
          refusals.add(cause.code());
        }
      };

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static TypedPredictor<float[], float[]> typed(ArrayPredictor arrays) {
    return arrays.with(ArrayTypes.rows(arrays.model()), ArrayTypes.rows());
  }

  @Test
  void everyCallerGetsItsOwnAnswer() throws Exception {
    ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT, listener);
    try (MicroBatcher<float[], float[]> batcher =
        new MicroBatcher<>(typed(arrays), Batching.DEFAULT)) {
      List<float[]> asked = new ArrayList<>();
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        float[] sample = {i, 1 - i, 0.5f};
        asked.add(sample);
        answers.add(threads.submit(() -> batcher.predict(sample)));
      }
      for (int i = 0; i < asked.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(arrays.predict(asked.get(i)));
      }
      assertThat(batches.stream().mapToInt(rows -> rows).sum()).isEqualTo(2000);
      assertThat(batches.size()).as("batches of 2000 requests").isLessThan(2000);
      assertThat(batcher.queued()).isZero();
      assertThat(batcher.predictAll(asked).get(7)).isEqualTo(arrays.predict(asked.get(7)));
    }
  }

  @Test
  void aFullBatchDoesNotWait() throws Exception {
    ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT, listener);
    try (MicroBatcher<float[], float[]> batcher =
        new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(LONG).maxRows(8))) {
      List<Future<float[]>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> batcher.predict(new float[] {1, 2, 3})));
      }
      for (Future<float[]> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).hasSize(2);
      }
      assertThat(batches).containsExactly(8);
    }
  }

  @Test
  void aSingleRequestWaitsNoLongerThanItsDelay() {
    ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT, listener);
    Duration delay = Duration.ofMillis(30);
    try (MicroBatcher<float[], float[]> batcher =
        new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(delay))) {
      batcher.predict(new float[3]);
      long started = System.nanoTime();
      batcher.predict(new float[3]);
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isBetween(delay, Duration.ofSeconds(5));
      assertThat(batches).containsExactly(1, 1);
    }
  }

  @Test
  void aSampleThatDoesNotFitFailsAlone() throws Exception {
    ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT, listener);
    try (MicroBatcher<float[], float[]> batcher =
        new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(LONG).maxRows(2))) {
      Future<float[]> good = threads.submit(() -> batcher.predict(new float[] {1, 2, 3}));
      assertThatThrownBy(() -> batcher.predict(new float[2]))
          .isInstanceOf(NeuriteException.class)
          .hasMessageContaining("found 2 values");
      assertThat(batcher.predict(new float[] {1, 2, 3})).isEqualTo(good.get());
      assertThat(batches).containsExactly(2);
    }
  }

  @Test
  void aRowThatTheNetworkRefusesFailsAlone() throws Exception {
    Layer embedding =
        (ctx, words) ->
            ctx.parameter("table", Shape.of(100, 4), Initializer.constant(0.5))
                .gather(words.cast(DataType.INT32), 0);
    Model words = new ModelBuilder("words").input(Shape.SCALAR).layer("words", embedding).build();
    ArrayPredictor arrays =
        new ArrayPredictor(
            Nets.BACKEND,
            words,
            words.initialWeights(1),
            PredictorOptions.DEFAULT,
            List.of(listener));
    try (MicroBatcher<float[], float[]> batcher =
        new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(LONG).maxRows(3))) {
      Future<float[]> first = threads.submit(() -> batcher.predict(new float[] {1}));
      Future<float[]> second = threads.submit(() -> batcher.predict(new float[] {99}));
      assertThatThrownBy(() -> batcher.predict(new float[] {100}))
          .isInstanceOfSatisfying(
              BackendException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_OUT_OF_RANGE));
      assertThat(first.get()).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
      assertThat(second.get()).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
      assertThat(batches).as("told of once, although asked row by row").containsExactly(3);
    }
  }

  /** Listens to batches, and fails at the first. */
  private PredictionListener failing(Supplier<? extends Throwable> failure) {
    return new PredictionListener() {
      @Override
      public void onBatch(ObservedPredictor predictor, int rows, int queued) {
        batches.add(rows);
        if (batches.size() == 1) {
          Throwable thrown = failure.get();
          if (thrown instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) thrown;
        }
      }
    };
  }

  @Test
  @Timeout(30)
  void aListenerThatFailsFailsOneRequestAndNoOther() {
    for (Throwable failure : List.of(new IllegalStateException("broken"), new Error("broken"))) {
      batches.clear();
      ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT, failing(() -> failure));
      try (MicroBatcher<float[], float[]> batcher =
          new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(Duration.ZERO))) {
        assertThatThrownBy(() -> batcher.predict(new float[3])).isSameAs(failure);
        assertThat(batcher.predict(new float[3])).hasSize(2);
      }
    }
  }

  @Test
  @Timeout(30)
  void whatIsNoRowsFaultIsNotAskedAgainRowByRow() throws Exception {
    for (Throwable failure :
        List.of(
            BackPressure.FAIL.refused("net", "a free session"),
            BackPressure.closed("net"),
            new Error("broken"))) {
      batches.clear();
      ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT, failing(() -> failure));
      try (MicroBatcher<float[], float[]> batcher =
          new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(LONG).maxRows(2))) {
        Future<float[]> other = threads.submit(() -> batcher.predict(new float[3]));
        assertThatThrownBy(() -> batcher.predict(new float[3])).isSameAs(failure);
        assertThatThrownBy(other::get).cause().isSameAs(failure);
        assertThat(batches).containsExactly(2);
      }
    }
  }

  @Test
  @Timeout(30)
  void anInterruptedThreadClosesItAllTheSame() throws Exception {
    ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT.sessions(1), listener);
    MicroBatcher<float[], float[]> batcher =
        new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(Duration.ZERO));
    try (Guest guest = new Guest(arrays)) {
      Future<float[]> underWay = threads.submit(() -> batcher.predict(new float[3]));
      while (batches.isEmpty()) {
        Thread.sleep(1);
      }
      Future<Boolean> closed =
          threads.submit(
              () -> {
                Thread.currentThread().interrupt();
                batcher.close();
                return Thread.interrupted();
              });
      assertThatThrownBy(() -> closed.get(100, TimeUnit.MILLISECONDS))
          .as("it waits for the answer that is under way")
          .isInstanceOf(TimeoutException.class);
      guest.leave();
      assertThat(underWay.get()).hasSize(2);
      assertThat(closed.get()).as("the interrupt is not lost").isTrue();
    }
  }

  @Test
  void aFullQueueIsAnsweredAsChosen() throws Exception {
    ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT.sessions(1), listener);
    Batching settings =
        Batching.DEFAULT
            .delay(Duration.ZERO)
            .maxRows(1)
            .queue(1)
            .backPressure(BackPressure.timeOut(Duration.ofMillis(10)));
    try (MicroBatcher<float[], float[]> batcher = new MicroBatcher<>(typed(arrays), settings);
        Guest guest = new Guest(arrays)) {
      CompletableFuture<float[]> underWay =
          CompletableFuture.supplyAsync(() -> batcher.predict(new float[3]), threads);
      while (batches.isEmpty()) {
        Thread.sleep(1);
      }
      CompletableFuture<float[]> queued =
          CompletableFuture.supplyAsync(() -> batcher.predict(new float[3]), threads);
      while (batcher.queued() == 0) {
        Thread.sleep(1);
      }
      assertThatThrownBy(() -> batcher.predict(new float[3]))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining(
              "NN-1506 at net, micro-batcher: expected room in a queue of 1 requests, found none"
                  + " within 10 ms");
      assertThat(refusals).containsExactly(ErrorCode.OVERLOADED);
      guest.leave();
      assertThat(underWay.get(10, TimeUnit.SECONDS)).isEqualTo(queued.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void closingAnswersWhatWaitsAndTakesNothingNew() throws Exception {
    ArrayPredictor arrays = Nets.predictor(PredictorOptions.DEFAULT, listener);
    MicroBatcher<float[], float[]> batcher =
        new MicroBatcher<>(typed(arrays), Batching.DEFAULT.delay(LONG));
    Future<float[]> waiting = threads.submit(() -> batcher.predict(new float[] {1, 2, 3}));
    while (batches.isEmpty() && batcher.queued() == 0 && !waiting.isDone()) {
      Thread.sleep(1);
      if (Thread.getAllStackTraces().keySet().stream()
          .anyMatch(t -> t.getName().equals("neurite-batcher-net") && isTimed(t))) {
        break;
      }
    }
    batcher.close();
    batcher.close();
    assertThat(waiting.get(10, TimeUnit.SECONDS)).hasSize(2);
    assertThatThrownBy(() -> batcher.predict(new float[3]))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("NN-1504 at net, micro-batcher");
    assertThatThrownBy(() -> arrays.predict(1, 2, 3)).isInstanceOf(BackendException.class);
  }

  private static boolean isTimed(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> Batching.DEFAULT.maxRows(0))
        .isInstanceOf(BackendException.class)
        .hasMessageContaining("NN-1404 at micro-batcher, rows of a batch: expected at least 1");
    assertThatThrownBy(() -> Batching.DEFAULT.queue(0))
        .hasMessageContaining("micro-batcher, queue");
    assertThatThrownBy(() -> Batching.DEFAULT.delay(Duration.ofHours(1)))
        .hasMessageContaining("expected from 0 to PT1M, found PT1H");
  }
}
