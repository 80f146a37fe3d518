package com.acme;

import org.neurite.api.component.Layer;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.LayerContract;

class ScaleShiftContractTest extends LayerContract {
  @Override
  protected Layer layer() {
    return new ScaleShift(3);
  }

  @Override
  protected TensorType input() {
    return TensorType.float32(Shape.batchOf(5));
  }
}
