package org.neurite.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.neurite.api.component.StepListener;

/**
 * Meters of trainings: {@code neurite.training.steps} and {@code neurite.training.samples} count
 * what was done, {@code neurite.training.loss} is the loss of the last batch.
 */
public final class TrainingMetrics implements StepListener {
  private final Counter steps;
  private final Counter samples;
  private volatile float loss = Float.NaN;

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
    Gauge.builder("neurite.training.loss", this, metrics -> metrics.loss)
        .description("Loss of the last batch")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void onStep(int epoch, long step, int batchSamples, float batchLoss) {
    steps.increment();
    samples.increment(batchSamples);
    loss = batchLoss;
  }
}
