package org.neurite.data;

import java.util.Objects;
import java.util.Optional;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.TrainingData;
import org.neurite.data.preprocess.Preprocessing;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data ready for training.
 *
 * @param train samples to train on
 * @param validation samples that training does not see; empty if there are none
 * @param preprocessing how they were encoded, to be stored with the model
 */
public record Split(Dataset train, Optional<Dataset> validation, Preprocessing preprocessing)
    implements TrainingData {

  /** Checks that nothing is null. */
  public Split {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(validation, "validation");
    Objects.requireNonNull(preprocessing, "preprocessing");
  }

  @Override
  public Optional<ObjectNode> description() {
    return Optional.of(preprocessing.toJson());
  }
}
