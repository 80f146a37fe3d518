package org.neurite.core.train;

import java.util.Arrays;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.TrainingException;
import org.neurite.api.component.Loss;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Model;
import org.neurite.core.registry.PluginFaults;

/** Checks that data fit a model and its loss. */
final class Targets {
  private Targets() {}

  static TensorType batchType(Dataset data) {
    TensorType sample = data.targetType();
    return sample.withShape(sample.shape().insert(0, Dim.N));
  }

  static NDArray array(Batch batch, TensorType sample, int n) {
    Shape shape = sample.shape().insert(0, Dim.of(n));
    int elements = Math.toIntExact(shape.elements(1));
    long[] sizes = shape.dims().stream().mapToLong(Dim::size).toArray();
    return sample.dataType() == DataType.INT32
        ? NDArray.of(Arrays.copyOf(batch.labels(), elements), sizes)
        : NDArray.of(Arrays.copyOf(batch.targets(), elements), sizes);
  }

  static void check(Model model, Loss loss, Dataset data, String what) {
    if (!data.inputShape().equals(model.sampleShape())) {
      throw new TrainingException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at(model.name() + ", " + what)
              .expected("samples of shape " + model.sampleShape())
              .found(data.inputShape().toString())
              .mend(inputMend(model, data)));
    }
    TensorType target = batchType(data);
    TensorType expected = PluginFaults.call(loss, "loss", () -> loss.target(model.outputType()));
    if (!target.equals(expected) && !target.equals(model.outputType())) {
      throw new TrainingException(
          Problem.of(ErrorCode.TARGET_MISMATCH)
              .at(model.name() + ", " + what)
              .expected(
                  "targets of type "
                      + expected
                      + " for "
                      + loss.getClass().getSimpleName()
                      + " on an output "
                      + model.outputType())
              .found(target.toString())
              .mend(
                  model.outputType().shape().rank() > Math.max(2, target.shape().rank())
                      ? "end the network in fewer axes, by a Flatten, a global pool, or a recurrent"
                          + " layer that gives its last step alone; or change the target"
                      : "change the last layer's size, the loss, or the target"));
    }
  }

  private static String inputMend(Model model, Dataset data) {
    return data.inputShape().elements().equals(model.sampleShape().elements())
        ? "give the model input"
            + data.inputShape()
            + " and let it begin with a Reshape, or reshape the data"
        : "give the model input" + data.inputShape() + " or select the right columns";
  }

  /** The loss's own check of a batch, made before the batch is used. */
  static Prefetcher.Preparation check(Model model, Loss loss, TensorType sample) {
    TensorType output = model.outputType();
    return (batch, count) -> {
      NDArray target = array(batch, sample, count);
      PluginFaults.run(loss, "loss", () -> loss.check(target, output));
    };
  }
}
