package org.neurite.core.train;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Samples to train on, with what belongs to them. */
public interface TrainingData {
  /**
   * What is learnt from.
   *
   * @return samples
   */
  Dataset train();

  /**
   * What the model is judged by.
   *
   * @return samples that training does not see; empty if there are none
   */
  Optional<Dataset> validation();

  /**
   * How rows became samples, to travel with the model.
   *
   * @return the description; empty if there is nothing to say
   */
  Optional<ObjectNode> description();
}
