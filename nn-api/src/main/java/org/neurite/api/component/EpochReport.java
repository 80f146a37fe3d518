package org.neurite.api.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch gave.
 *
 * @param epoch number of the epoch, from 1
 * @param epochs how many were planned
 * @param steps steps since the training began
 * @param samples samples in this epoch
 * @param seconds time of this epoch without validation
 * @param values measured values by name: {@code loss}, {@code learning_rate}, and with validation
 *     data {@code val_loss} and {@code val_} with each metric's name
 */
public record EpochReport(
    int epoch, int epochs, long steps, long samples, double seconds, Map<String, Double> values) {

  /** Copies the map, keeping its order. */
  public EpochReport {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Speed.
   *
   * @return samples per second
   */
  public double samplesPerSecond() {
    return samples / Math.max(seconds, 1e-9);
  }
}
