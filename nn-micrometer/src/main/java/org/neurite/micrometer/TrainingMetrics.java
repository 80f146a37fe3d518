package org.neurite.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.neurite.api.component.StepListener;

/**
 * Meters of trainings: {@code neurite.training.steps} and {@code neurite.training.samples} count
 * what was done, {@code neurite.training.loss} is the loss of the last batch. Several of these with
 * one registry measure into the same meters.
 */
public final class TrainingMetrics implements StepListener {
  private static final OncePerRegistry<Loss> LOSSES = new OncePerRegistry<>(Loss::new);

  private final Counter steps;
  private final Counter samples;
  private final Loss loss;

  /** The newest loss, of whichever training. */
  private static final class Loss {
    private volatile float newest = Float.NaN;

    Loss(MeterRegistry registry) {
      Gauge.builder("neurite.training.loss", this, loss -> loss.newest)
          .description("Loss of the last batch")
          .strongReference(true)
          .register(registry);
    }
  }

  /**
   * Meters in a registry.
   *
   * @param registry where they go
   */
  public TrainingMetrics(MeterRegistry registry) {
    steps =
        Counter.builder("neurite.training.steps")
            .description("Steps of all trainings")
            .register(registry);
    samples =
        Counter.builder("neurite.training.samples")
            .description("Samples that were trained on")
            .register(registry);
    loss = LOSSES.of(registry);
  }

  @Override
  public void onStep(int epoch, long step, int batchSamples, float batchLoss) {
    steps.increment();
    samples.increment(batchSamples);
    loss.newest = batchLoss;
  }
}
