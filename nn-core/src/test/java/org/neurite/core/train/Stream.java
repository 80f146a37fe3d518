package org.neurite.core.train;

import java.util.Optional;
import java.util.OptionalLong;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Samples of which nobody knows the number or the fingerprint. */
record Stream(Dataset rows) implements Dataset {
  @Override
  public Shape inputShape() {
    return rows.inputShape();
  }

  @Override
  public TensorType targetType() {
    return rows.targetType();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public Reader read(Optional<RandomStream> shuffle) {
    return rows.read(shuffle);
  }
}
