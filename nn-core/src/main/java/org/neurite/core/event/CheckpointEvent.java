package org.neurite.core.event;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A checkpoint of a training was written. */
@Name(CheckpointEvent.NAME)
@Label("Checkpoint")
@Category("Neurite")
@Description("A checkpoint of a training was written")
public final class CheckpointEvent extends Event {
  /** What recordings call it. */
  public static final String NAME = "org.neurite.Checkpoint";

  @Label("Model")
  String model = "";

  @Label("Step")
  long step;

  @Label("File")
  String file = "";

  @Label("Size")
  @DataAmount
  long bytes;

  private CheckpointEvent() {}

  static CheckpointEvent start() {
    CheckpointEvent event = new CheckpointEvent();
    event.begin();
    return event;
  }

  /**
   * Ends and records, if somebody records.
   *
   * @param modelName the model that is trained
   * @param stepNumber the last step that the checkpoint knows
   * @param fileName where it was written
   * @param fileBytes its size
   */
  public void finish(String modelName, long stepNumber, String fileName, long fileBytes) {
    end();
    model = modelName;
    step = stepNumber;
    file = fileName;
    bytes = fileBytes;
    commit();
  }
}
