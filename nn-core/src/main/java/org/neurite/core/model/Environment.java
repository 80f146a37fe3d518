package org.neurite.core.model;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.TrainingListener;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.registry.ComponentCodec;

/**
 * What trainings and predictions run in.
 *
 * @param backend computes
 * @param codec reads and writes components by name
 * @param trainingListeners told of every training, before its own listeners
 * @param predictionListeners told of every prediction
 */
public record Environment(
    Backend backend,
    ComponentCodec codec,
    Collection<TrainingListener> trainingListeners,
    Collection<PredictionListener> predictionListeners) {

  /** Copies the listeners. */
  public Environment {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(codec, "codec");
    trainingListeners = List.copyOf(trainingListeners);
    predictionListeners = List.copyOf(predictionListeners);
  }

  /**
   * Without listeners.
   *
   * @param backend computes
   * @param codec reads and writes components by name
   */
  public Environment(Backend backend, ComponentCodec codec) {
    this(backend, codec, List.of(), List.of());
  }
}
