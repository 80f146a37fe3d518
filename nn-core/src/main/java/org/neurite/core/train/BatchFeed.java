package org.neurite.core.train;

import java.util.Optional;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.core.model.Model;

/** Copies a batch into the inputs of a session. */
final class BatchFeed {
  private final DeviceBuffer input;
  private final DeviceBuffer target;
  private final Optional<DeviceBuffer> weight;

  BatchFeed(Session session, boolean weighted) {
    this.input = session.input(Model.INPUT);
    this.target = session.input(TrainingGraph.TARGET);
    this.weight = weighted ? Optional.of(session.input(TrainingGraph.WEIGHT)) : Optional.empty();
  }

  void write(Batch batch, int n) {
    int rows = batch.capacity();
    input.write(batch.inputs(), 0, 0, batch.inputs().length / rows * n);
    if (batch.labels().length > 0) {
      target.write(batch.labels(), 0, 0, batch.labels().length / rows * n);
    } else {
      target.write(batch.targets(), 0, 0, batch.targets().length / rows * n);
    }
    if (weight.isPresent()) {
      weight.get().write(batch.weights(), 0, 0, n);
    }
  }
}
