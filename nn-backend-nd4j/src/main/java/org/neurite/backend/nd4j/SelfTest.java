package org.neurite.backend.nd4j;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Window;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmKernels;

/**
 * A small product and a small convolution: what a library lacks shows before anything is opened.
 */
final class SelfTest implements AutoCloseable {
  private static final LinearOps.MatMul PRODUCT = new LinearOps.MatMul(false, false);
  private static final LinearOps.Conv CONVOLUTION = new LinearOps.Conv(Window.of(1, 1), 1);

  private final Device device;
  private final JvmKernels kernels = new JvmKernels(Nd4jBackendProvider.NAME, 1);

  private SelfTest(Device device) {
    this.device = device;
  }

  /** What the device computes wrongly, if anything. */
  static Optional<String> wrongWith(Device device) {
    try (SelfTest test = new SelfTest(device)) {
      if (!test.gives29(PRODUCT, Shape.of(1, 2), Shape.of(2, 1), c -> device.product(PRODUCT, c))) {
        return Optional.of("its matrix products are wrong");
      }
      Shape two = Shape.of(1, 2, 1, 1);
      return test.gives29(CONVOLUTION, two, two, c -> device.convolution(CONVOLUTION, c))
          ? Optional.empty()
          : Optional.of("its conv2d gives wrong results");
    }
  }

  /** The sum of 3 x 5 and 2 x 7. */
  private boolean gives29(
      LinearOps op, Shape left, Shape right, Function<Device.Call, Kernel> binding) {
    List<Operand> operands =
        List.of(
            new Operand(0, TensorType.float32(left)), new Operand(1, TensorType.float32(right)));
    TensorType type = op.infer(operands.stream().map(Operand::type).toList()).get(0);
    Instruction instruction =
        new Instruction(
            op, operands, List.of(Optional.of(new Operand(2, type))), "", Optional.empty());
    try (MirroredBuffer a = buffer(3, 2);
        MirroredBuffer b = buffer(5, 7);
        MirroredBuffer c = buffer(0)) {
      binding.apply(new Device.Call(instruction, List.of(a, b), c, 1, kernels)).run(1, 0);
      float[] result = new float[1];
      c.read(0, result, 0, 1);
      return result[0] == 29;
    }
  }

  private MirroredBuffer buffer(float... values) {
    MirroredBuffer buffer =
        new MirroredBuffer(kernels.allocate(DataType.FLOAT32, values.length), device);
    buffer.write(values, 0, 0, values.length);
    return buffer;
  }

  @Override
  public void close() {
    kernels.close();
  }
}
