package org.neurite.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictorStatus;

/** The meters of one model, over all its open predictors. */
final class ModelMeters {
  private final List<ObservedPredictor> open = new CopyOnWriteArrayList<>();

  /** Where these are found by name, which lives as long as the registry's gauges do. */
  @SuppressWarnings("unused") // held, not read
  private final Map<String, ModelMeters> siblings;

  private final AtomicInteger queued = new AtomicInteger();
  private final Timer latency;
  private final DistributionSummary rows;
  private final Counter refused;
  private final DistributionSummary batchRows;

  ModelMeters(MeterRegistry registry, String model, Map<String, ModelMeters> siblings) {
    this.siblings = siblings;
    Tags tags = Tags.of("model", model);
    latency =
        Timer.builder("neurite.prediction")
            .description("From the call to the answer")
            .tags(tags)
            .register(registry);
    rows =
        DistributionSummary.builder("neurite.prediction.rows")
            .description("Rows of a call")
            .tags(tags)
            .register(registry);
    refused =
        Counter.builder("neurite.prediction.refused")
            .description("Callers who were not served, since too many others were")
            .tags(tags)
            .register(registry);
    batchRows =
        DistributionSummary.builder("neurite.batch.rows")
            .description("Requests of a micro-batch")
            .tags(tags)
            .register(registry);
    Gauge.builder("neurite.batch.queue", queued, AtomicInteger::get)
        .description("Requests that waited when the last micro-batch was gathered")
        .tags(tags)
        .register(registry);
    gauge(registry, tags, "neurite.sessions.busy", "Callers being served", PredictorStatus::busy);
    gauge(registry, tags, "neurite.sessions.open", "Sessions in memory", PredictorStatus::open);
    gauge(registry, tags, "neurite.sessions.limit", "Bound of sessions", PredictorStatus::limit);
    gauge(
        registry,
        tags,
        "neurite.sessions.waiting",
        "Callers who wait for a session",
        PredictorStatus::waiting);
    Gauge.builder("neurite.memory", this, meters -> meters.sum(PredictorStatus::bytes))
        .description("Weights and sessions")
        .baseUnit("bytes")
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      Tags tags,
      String name,
      String description,
      ToDoubleFunction<PredictorStatus> value) {
    Gauge.builder(name, this, meters -> meters.sum(value))
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private double sum(ToDoubleFunction<PredictorStatus> value) {
    return open.stream().mapToDouble(predictor -> value.applyAsDouble(predictor.status())).sum();
  }

  void open(ObservedPredictor predictor) {
    open.add(predictor);
  }

  void close(ObservedPredictor predictor) {
    open.remove(predictor);
  }

  void batch(int requests, int waiting) {
    batchRows.record(requests);
    queued.set(waiting);
  }

  Timer latency() {
    return latency;
  }

  DistributionSummary rows() {
    return rows;
  }

  Counter refused() {
    return refused;
  }
}
