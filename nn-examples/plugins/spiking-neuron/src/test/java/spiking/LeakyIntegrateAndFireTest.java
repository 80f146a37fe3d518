package spiking;

import org.neurite.api.component.Layer;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.LayerContract;

class LeakyIntegrateAndFireTest extends LayerContract {
  @Override
  protected Layer layer() {
    return new LeakyIntegrateAndFire(5, 0.7, 2);
  }

  @Override
  protected TensorType input() {
    return TensorType.float32(Shape.batchOf(4));
  }

  /** A spike's derivative is zero or infinite; learning needs another. */
  @Override
  protected boolean gradientIsASurrogate() {
    return true;
  }
}
