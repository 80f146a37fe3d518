package org.neurite.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.neurite.api.component.StepListener;

/**
 * Meters of trainings: {@code neurite.training.steps} and {@code neurite.training.samples} count
 * what was done, {@code neurite.training.loss} is the loss of the last batch. Several of these with
 * one registry measure into the same meters. What was removed from it comes back with the next
 * step.
 */
public final class TrainingMetrics implements StepListener {
  private static final OncePerRegistry<Loss> LOSSES = new OncePerRegistry<>(registry -> new Loss());

  private final Loss loss;
  private final Registration<Meters> registration;

  /** The newest loss, of whichever training. */
  private static final class Loss {
    private volatile float newest = Float.NaN;
  }

  /** What is written to; the gauge of the loss reads instead. */
  private record Meters(Counter steps, Counter samples) {}

  /**
   * Meters in a registry.
   *
   * @param registry where they go
   */
  public TrainingMetrics(MeterRegistry registry) {
    loss = LOSSES.of(registry);
    registration = new Registration<>(registry, () -> meters(registry, loss));
  }

  private static Meters meters(MeterRegistry registry, Loss loss) {
    new Gauges<>(registry, Tags.empty(), loss)
        .add("neurite.training.loss", "Loss of the last batch", value -> value.newest);
    return new Meters(
        Counter.builder("neurite.training.steps")
            .description("Steps of all trainings")
            .register(registry),
        Counter.builder("neurite.training.samples")
            .description("Samples that were trained on")
            .register(registry));
  }

  @Override
  public void onStep(int epoch, long step, int batchSamples, float batchLoss) {
    loss.newest = batchLoss;
    Meters meters = registration.meters();
    meters.steps.increment();
    meters.samples.increment(batchSamples);
  }
}
