package org.neurite.core.event;

import java.util.Optional;
import jdk.jfr.FlightRecorder;

/**
 * Begins events, if somebody records. The classes of events are not even loaded before: loading one
 * starts the recorder's own library, which takes longer than a first prediction.
 */
public final class FlightEvents {
  private FlightEvents() {}

  /**
   * A training step begins.
   *
   * @return empty, and nothing allocated, if nobody records it
   */
  public static Optional<StepEvent> step() {
    return FlightRecorder.isInitialized() ? StepEvent.start() : Optional.empty();
  }

  /**
   * A prediction begins.
   *
   * @return empty, and nothing allocated, if nobody records it
   */
  public static Optional<PredictEvent> prediction() {
    return FlightRecorder.isInitialized() ? PredictEvent.start() : Optional.empty();
  }

  /**
   * A compilation begins.
   *
   * @return empty if nobody records
   */
  public static Optional<CompileEvent> compilation() {
    return FlightRecorder.isInitialized() ? Optional.of(CompileEvent.start()) : Optional.empty();
  }

  /**
   * A checkpoint begins to be written.
   *
   * @return empty if nobody records
   */
  public static Optional<CheckpointEvent> checkpoint() {
    return FlightRecorder.isInitialized() ? Optional.of(CheckpointEvent.start()) : Optional.empty();
  }
}
