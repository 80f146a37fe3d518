package org.neurite.core.predict;

import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.model.Model;

/** What every model can be asked and answer: arrays, plain and with shapes. */
final class ArrayTypes {
  private ArrayTypes() {}

  static InputEncoder<float[]> rows(Model model) {
    return (sample, row) -> {
      if (sample.length != row.length) {
        throw misfit(
            model,
            row.length + " values of shape " + model.sampleShape(),
            sample.length + " values");
      }
      System.arraycopy(sample, 0, row, 0, row.length);
    };
  }

  static OutputDecoder<float[]> rows() {
    return float[]::clone;
  }

  static InputEncoder<NDArray> encoder(Model model) {
    Shape shape = model.sampleShape();
    return (sample, row) -> {
      if (!sample.shape().equals(shape)) {
        throw misfit(model, "a sample of shape " + shape, sample.shape().toString());
      }
      System.arraycopy(sample.toFloats(), 0, row, 0, row.length);
    };
  }

  static OutputDecoder<NDArray> decoder(Model model) {
    Shape one = model.outputType().shape().at(1);
    Shape shape = one.size(0) == 1 ? one.without(0) : one;
    return output -> NDArray.of(output, shape);
  }

  private static ModelException misfit(Model model, String expected, String found) {
    return new ModelException(
        Problem.of(ErrorCode.INPUT_MISMATCH)
            .at(model.name() + ", input of predict")
            .expected(expected)
            .found(found)
            .mend("pass one sample, row-major"));
  }
}
