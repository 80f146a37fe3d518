package org.neurite.core.event;

import java.util.Optional;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One call of a predictor, from asking for a session to the answer. */
@Name(PredictEvent.NAME)
@Label("Prediction")
@Category("Neurite")
@Description("One call of a predictor, from asking for a session to the answer")
@StackTrace(false)
public final class PredictEvent extends Event {
  /** What recordings call it. */
  public static final String NAME = "org.neurite.Predict";

  private static final PredictEvent PROBE = new PredictEvent();

  @Label("Model")
  String model = "";

  @Label("Rows")
  int rows;

  private PredictEvent() {}

  static Optional<PredictEvent> start() {
    if (!PROBE.isEnabled()) {
      return Optional.empty();
    }
    PredictEvent event = new PredictEvent();
    event.begin();
    return Optional.of(event);
  }

  /**
   * Ends and records.
   *
   * @param modelName the model that was asked
   * @param rowCount how many rows were predicted
   */
  public void finish(String modelName, int rowCount) {
    end();
    model = modelName;
    rows = rowCount;
    commit();
  }
}
