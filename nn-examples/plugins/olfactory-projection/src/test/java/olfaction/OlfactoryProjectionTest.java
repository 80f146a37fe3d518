package olfaction;

import org.neurite.api.component.Layer;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.LayerContract;

class OlfactoryProjectionTest extends LayerContract {
  @Override
  protected Layer layer() {
    return new OlfactoryProjection(20, 3, 4, 1);
  }

  @Override
  protected TensorType input() {
    return TensorType.float32(Shape.batchOf(8));
  }
}
