package org.neurite.core.event;

import java.util.Optional;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One training step: forward, loss, backward and update of one batch. */
@Name(StepEvent.NAME)
@Label("Training Step")
@Category("Neurite")
@Description("Forward, loss, backward and update of one batch")
@StackTrace(false)
public final class StepEvent extends Event {
  /** What recordings call it. */
  public static final String NAME = "org.neurite.Step";

  private static final StepEvent PROBE = new StepEvent();

  @Label("Model")
  String model = "";

  @Label("Epoch")
  int epoch;

  @Label("Step")
  long step;

  @Label("Samples")
  int samples;

  @Label("Loss")
  float loss;

  private StepEvent() {}

  static Optional<StepEvent> start() {
    if (!PROBE.isEnabled()) {
      return Optional.empty();
    }
    StepEvent event = new StepEvent();
    event.begin();
    return Optional.of(event);
  }

  /**
   * Ends and records.
   *
   * @param modelName the model that is trained
   * @param epochNumber from 1
   * @param stepNumber from 1
   * @param batchSamples how many samples the batch had
   * @param batchLoss the batch's loss
   */
  public void finish(
      String modelName, int epochNumber, long stepNumber, int batchSamples, float batchLoss) {
    end();
    model = modelName;
    epoch = epochNumber;
    step = stepNumber;
    samples = batchSamples;
    loss = batchLoss;
    commit();
  }
}
