package org.neurite.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictorStatus;

/** The meters of one model, over all its open predictors. */
final class ModelMeters {
  private final List<ObservedPredictor> open = new CopyOnWriteArrayList<>();

  /** Where these are found by name, which lives as long as the registry's gauges do. */
  @SuppressWarnings("unused") // held, not read
  private final Map<String, ModelMeters> siblings;

  private volatile int queued;
  private final Registration<Meters> registration;

  /** What is written to; gauges read instead. */
  private record Meters(
      Timer latency, DistributionSummary rows, Counter refused, DistributionSummary batchRows) {}

  ModelMeters(MeterRegistry registry, String model, Map<String, ModelMeters> siblings) {
    this.siblings = siblings;
    Tags tags = Tags.of("model", model);
    registration =
        new Registration<>(
            registry,
            () -> {
              gauges(registry, tags);
              return meters(registry, tags);
            });
  }

  private static Meters meters(MeterRegistry registry, Tags tags) {
    return new Meters(
        Timer.builder("neurite.prediction")
            .description("From the call to the answer")
            .tags(tags)
            .register(registry),
        DistributionSummary.builder("neurite.prediction.rows")
            .description("Rows of a call")
            .tags(tags)
            .register(registry),
        Counter.builder("neurite.prediction.refused")
            .description("Callers who were not served, since too many others were")
            .tags(tags)
            .register(registry),
        DistributionSummary.builder("neurite.batch.rows")
            .description("Requests of a micro-batch")
            .tags(tags)
            .register(registry));
  }

  private void gauges(MeterRegistry registry, Tags tags) {
    Gauges<ModelMeters> gauges = new Gauges<>(registry, tags, this);
    gauges.add(
        "neurite.batch.queue",
        "Requests that waited when the last micro-batch was gathered",
        meters -> meters.queued);
    gauges.add("neurite.sessions.busy", "Callers being served", sum(PredictorStatus::busy));
    gauges.add("neurite.sessions.open", "Sessions in memory", sum(PredictorStatus::open));
    gauges.add("neurite.sessions.limit", "Bound of sessions", sum(PredictorStatus::limit));
    gauges.add(
        "neurite.sessions.waiting",
        "Callers who wait for a session",
        sum(PredictorStatus::waiting));
    gauges.addBytes("neurite.memory", "Weights and sessions", sum(PredictorStatus::bytes));
  }

  private static ToDoubleFunction<ModelMeters> sum(ToDoubleFunction<PredictorStatus> value) {
    return meters ->
        meters.open.stream()
            .mapToDouble(predictor -> value.applyAsDouble(predictor.status()))
            .sum();
  }

  void open(ObservedPredictor predictor) {
    open.add(predictor);
    registration.meters();
  }

  void close(ObservedPredictor predictor) {
    open.remove(predictor);
  }

  void prediction(int requestRows, long nanos) {
    Meters meters = registration.meters();
    meters.latency.record(nanos, TimeUnit.NANOSECONDS);
    meters.rows.record(requestRows);
  }

  void refusal() {
    registration.meters().refused.increment();
  }

  void batch(int requests, int waiting) {
    queued = waiting;
    registration.meters().batchRows.record(requests);
  }
}
