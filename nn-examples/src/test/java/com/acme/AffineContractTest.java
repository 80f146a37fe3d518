package com.acme;

import org.neurite.api.tensor.Shape;
import org.neurite.core.initializer.He;
import org.neurite.testkit.LayerContract;

class AffineContractTest extends LayerContract {
  AffineContractTest() {
    super(new Affine(3, new He()), Shape.batchOf(5));
  }
}
