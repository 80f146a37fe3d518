package org.neurite.core.activation;

import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.graph.Tensor;

/** An axis cut into equal parts. */
final class Parts {
  private Parts() {}

  /** Size of each of a number of parts. */
  static int size(String activation, Tensor x, int axis, int parts) {
    int size = x.shape().size(axis);
    if (size % parts != 0) {
      throw new ShapeException(
          Problem.of(ErrorCode.SHAPE_MISMATCH)
              .at(activation + " in layer " + x.path())
              .expected("a multiple of " + parts + " along axis " + axis)
              .found(x.type().toString())
              .mend("give the layer before " + parts + " times the outputs wanted"));
    }
    return size / parts;
  }
}
