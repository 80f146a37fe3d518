package org.neurite.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.neurite.api.BackendException;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;

/**
 * Meters of predictions, each with the tag {@code model}:
 *
 * <ul>
 *   <li>{@code neurite.prediction}: a timer, from the call to the answer, waiting included
 *   <li>{@code neurite.prediction.rows}: how many rows a call had
 *   <li>{@code neurite.prediction.refused}: callers who were not served, {@code NN-1506}
 *   <li>{@code neurite.sessions.busy}, {@code .open}, {@code .limit}, {@code .waiting}: of all open
 *       predictors of the model, of which there are two for a moment while it is swapped
 *   <li>{@code neurite.memory}: bytes of weights and sessions
 *   <li>{@code neurite.batch.rows}: how many requests a micro-batch has
 *   <li>{@code neurite.batch.queue}: how many were waiting when the last one was gathered
 * </ul>
 *
 * <p>Several of these with one registry measure into the same meters, which then are those of all.
 * Meters that were removed from it, as by {@link MeterRegistry#clear()}, come back with the next
 * call, counting from zero.
 *
 * <p>Bind it to the listeners of {@link org.neurite.core.NeuriteModule}, or hand it to a predictor.
 */
public final class NeuriteMetrics implements PredictionListener {
  private static final OncePerRegistry<Map<String, ModelMeters>> MODELS =
      new OncePerRegistry<>(registry -> new ConcurrentHashMap<>());

  private final MeterRegistry registry;
  private final Map<String, ModelMeters> models;

  /**
   * Meters in a registry.
   *
   * @param registry where they go
   */
  public NeuriteMetrics(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.models = MODELS.of(registry);
  }

  private ModelMeters meters(ObservedPredictor predictor) {
    return models.computeIfAbsent(
        predictor.name(), name -> new ModelMeters(registry, name, models));
  }

  @Override
  public void onOpen(ObservedPredictor predictor) {
    meters(predictor).open(predictor);
  }

  @Override
  public void onPrediction(ObservedPredictor predictor, int rows, long nanos) {
    meters(predictor).prediction(rows, nanos);
  }

  @Override
  public void onRefusal(ObservedPredictor predictor, BackendException cause) {
    meters(predictor).refusal();
  }

  @Override
  public void onBatch(ObservedPredictor predictor, int rows, int queued) {
    meters(predictor).batch(rows, queued);
  }

  @Override
  public void onClose(ObservedPredictor predictor) {
    meters(predictor).close(predictor);
  }
}
