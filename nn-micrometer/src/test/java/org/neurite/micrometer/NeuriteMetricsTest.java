package org.neurite.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.Multibinder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.component.TrainingListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.predict.BackPressure;
import org.neurite.core.predict.Batching;
import org.neurite.core.predict.MicroBatcher;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trained;

class NeuriteMetricsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();

  private Neurite neurite() {
    return Guice.createInjector(
            new NeuriteModule().backend("jvm").threads(1),
            new AbstractModule() {
              @Override
              protected void configure() {
                Multibinder.newSetBinder(binder(), PredictionListener.class)
                    .addBinding()
                    .toInstance(new NeuriteMetrics(registry));
                Multibinder.newSetBinder(binder(), TrainingListener.class)
                    .addBinding()
                    .toInstance(new TrainingMetrics(registry));
              }
            })
        .getInstance(Neurite.class);
  }

  private static Trained trained(Neurite neurite) {
    Model model = neurite.model("houses").input(2).layer(new Dense(1)).build();
    return new Trained(neurite.environment(), model, model.initialWeights(1), List.of(), Map.of());
  }

  private double gauge(String name) {
    return registry.get(name).tag("model", "houses").gauge().value();
  }

  @Test
  void predictionsAreTimedAndSessionsCounted() {
    try (Neurite neurite = neurite()) {
      ArrayPredictor predictor = trained(neurite).predictor(PredictorOptions.DEFAULT.sessions(3));
      predictor.predict(1, 2);
      predictor.predict(new float[8], 4, new float[4]);
      var timer = registry.get("neurite.prediction").tag("model", "houses").timer();
      assertThat(timer.count()).isEqualTo(2);
      assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
      assertThat(registry.get("neurite.prediction.rows").summary().totalAmount()).isEqualTo(5);
      assertThat(gauge("neurite.sessions.limit")).isEqualTo(3);
      assertThat(gauge("neurite.sessions.open")).isEqualTo(1);
      assertThat(gauge("neurite.sessions.busy")).isZero();
      assertThat(gauge("neurite.sessions.waiting")).isZero();
      assertThat(gauge("neurite.memory")).isGreaterThan(3 * Float.BYTES);
      predictor.close();
      assertThat(gauge("neurite.sessions.limit")).isZero();
      assertThat(gauge("neurite.memory")).isZero();
    }
  }

  @Test
  void refusalsAndBatchesAreCounted() {
    try (Neurite neurite = neurite();
        ArrayPredictor predictor =
            trained(neurite)
                .predictor(PredictorOptions.DEFAULT.sessions(1).backPressure(BackPressure.FAIL))) {
      assertThatThrownBy(
              () ->
                  predictor
                      .with((float[] x, float[] row) -> predictor.predict(x), output -> output)
                      .predict(new float[2]))
          .isInstanceOf(BackendException.class);
      assertThat(registry.get("neurite.prediction.refused").counter().count()).isEqualTo(1);

      try (MicroBatcher<float[], Float> batcher =
          new MicroBatcher<>(
              predictor.with(
                  (float[] x, float[] row) -> System.arraycopy(x, 0, row, 0, 2),
                  output -> output[0]),
              Batching.DEFAULT.delay(Duration.ZERO))) {
        batcher.predict(new float[2]);
      }
      assertThat(registry.get("neurite.batch.rows").summary().count()).isEqualTo(1);
      assertThat(gauge("neurite.batch.queue")).isZero();
    }
  }

  @Test
  void trainingsAreCounted() {
    try (Neurite neurite = neurite()) {
      Model model = neurite.model("houses").input(2).layer(new Dense(1)).build();
      neurite
          .trainer(model)
          .loss(new MeanSquaredError())
          .batchSize(2)
          .fit(
              new ArrayDataset(
                  NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2),
                  NDArray.of(new float[] {1, 2, 3}, 3, 1)));
      assertThat(registry.get("neurite.training.steps").counter().count()).isEqualTo(2);
      assertThat(registry.get("neurite.training.samples").counter().count()).isEqualTo(3);
      assertThat(registry.get("neurite.training.loss").gauge().value()).isPositive();
    }
  }

  @Test
  void severalNeuritesMeasureIntoOneRegistry() {
    try (Neurite east = neurite();
        Neurite west = neurite()) {
      ArrayPredictor eastern = trained(east).predictor(PredictorOptions.DEFAULT.sessions(3));
      ArrayPredictor western = trained(west).predictor(PredictorOptions.DEFAULT.sessions(4));
      eastern.predict(1, 2);
      western.predict(1, 2);
      assertThat(gauge("neurite.sessions.limit")).isEqualTo(7);
      assertThat(gauge("neurite.sessions.open")).isEqualTo(2);
      assertThat(registry.get("neurite.prediction").timer().count()).isEqualTo(2);
      eastern.close();
      assertThat(gauge("neurite.sessions.limit")).isEqualTo(4);
      western.close();
      assertThat(gauge("neurite.sessions.limit")).isZero();
    }
  }

  @Test
  void theNewestLossIsThatOfAnyTraining() {
    TrainingMetrics first = new TrainingMetrics(registry);
    TrainingMetrics second = new TrainingMetrics(registry);
    first.onStep(1, 1, 4, 0.5f);
    second.onStep(1, 1, 4, 0.25f);
    assertThat(registry.get("neurite.training.loss").gauge().value()).isEqualTo(0.25);
    assertThat(registry.get("neurite.training.samples").counter().count()).isEqualTo(8);
  }

  @Test
  void whatWasClearedComesBackForOldOnesAndNewOnes() {
    try (Neurite east = neurite();
        ArrayPredictor eastern = trained(east).predictor(PredictorOptions.DEFAULT.sessions(3))) {
      eastern.predict(1, 2);
      registry.clear();
      assertThat(registry.getMeters()).isEmpty();
      try (Neurite west = neurite();
          ArrayPredictor western = trained(west).predictor(PredictorOptions.DEFAULT.sessions(4))) {
        assertThat(gauge("neurite.sessions.limit")).isEqualTo(7);
        western.predict(1, 2);
        eastern.predict(1, 2);
        assertThat(registry.get("neurite.prediction").timer().count()).isEqualTo(2);
        assertThat(registry.get("neurite.prediction.rows").summary().count()).isEqualTo(2);
      }
      registry.clear();
      eastern.predict(1, 2);
      assertThat(registry.get("neurite.prediction").timer().count()).isEqualTo(1);
      assertThat(gauge("neurite.sessions.limit")).isEqualTo(3);
    }
  }

  @Test
  void clearedMetersOfTrainingsComeBack() {
    TrainingMetrics first = new TrainingMetrics(registry);
    first.onStep(1, 1, 4, 0.5f);
    registry.clear();
    new TrainingMetrics(registry).onStep(1, 1, 4, 0.25f);
    first.onStep(1, 2, 4, 0.125f);
    assertThat(registry.get("neurite.training.loss").gauge().value()).isEqualTo(0.125);
    assertThat(registry.get("neurite.training.steps").counter().count()).isEqualTo(2);
  }

  @Test
  void registriesAreApartAndNotKeptAlive() throws InterruptedException {
    MeterRegistry other = new SimpleMeterRegistry();
    new TrainingMetrics(registry).onStep(1, 1, 4, 0.5f);
    new TrainingMetrics(other).onStep(1, 1, 4, 0.25f);
    assertThat(registry.get("neurite.training.loss").gauge().value()).isEqualTo(0.5);

    WeakReference<MeterRegistry> gone = abandoned();
    for (int i = 0; i < 50 && gone.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(gone.get()).isNull();
  }

  private WeakReference<MeterRegistry> abandoned() {
    MeterRegistry brief = new SimpleMeterRegistry();
    new TrainingMetrics(brief).onStep(1, 1, 4, 0.5f);
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1));
        ArrayPredictor predictor =
            new ArrayPredictor(
                neurite.backend(),
                trained(neurite).model(),
                trained(neurite).weights(),
                PredictorOptions.DEFAULT,
                List.of(new NeuriteMetrics(brief)))) {
      predictor.predict(1, 2);
    }
    return new WeakReference<>(brief);
  }
}
