package com.acme;

import org.neurite.api.tensor.Shape;
import org.neurite.testkit.LayerContract;

class ScaleShiftContractTest extends LayerContract {
  ScaleShiftContractTest() {
    super(new ScaleShift(3), Shape.batchOf(5));
  }
}
