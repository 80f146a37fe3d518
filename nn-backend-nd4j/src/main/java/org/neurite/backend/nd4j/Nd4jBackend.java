package org.neurite.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Kernel;
import org.neurite.api.backend.KernelBackend;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.program.Flops;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmKernels;

/** Kernels of a device for large products and convolutions, Java for the rest. */
final class Nd4jBackend extends KernelBackend {
  /** System property: how many multiply-adds are worth the copies to native memory. */
  static final String LEAST_WORK = "neurite.nd4j.leastWork";

  private static final long STANDARD_LEAST_WORK = 1 << 18;

  private final Device device;
  private final JvmKernels kernels;
  private final long leastProduct = Long.getLong(LEAST_WORK, STANDARD_LEAST_WORK);
  private final long leastConvolution;

  Nd4jBackend(Device device, int threads) {
    this.device = device;
    kernels = new JvmKernels(Nd4jBackendProvider.NAME, threads);
    boolean any = device.convolvesFasterThanVectors() || !JvmKernels.hasVectors();
    leastConvolution = Long.getLong(LEAST_WORK, any ? STANDARD_LEAST_WORK : Long.MAX_VALUE);
  }

  @Override
  public String name() {
    return Nd4jBackendProvider.NAME;
  }

  @Override
  public boolean claims(Composite composite) {
    return JvmKernels.claims(composite);
  }

  @Override
  public DeviceBuffer allocate(DataType dataType, long elements) {
    return new MirroredBuffer(kernels.allocate(dataType, elements), device);
  }

  @Override
  protected boolean supports(Instruction instruction) {
    return JvmKernels.supports(instruction);
  }

  @Override
  protected Kernel bind(Instruction instruction, Memory memory) {
    if (instruction.op() instanceof Lowered.WithEpilogue with
        && isNative(with.core(), instruction, memory.capacity())) {
      return withEpilogue(with, instruction, memory);
    }
    if (instruction.op() instanceof LinearOps linear
        && isNative(linear, instruction, memory.capacity())) {
      return bindNative(linear, instruction, memory);
    }
    return onHeap(instruction, memory);
  }

  private boolean isNative(LinearOps op, Instruction instruction, int capacity) {
    long work = Flops.of(instruction, capacity) / 2;
    if (op instanceof LinearOps.Conv conv) {
      return work >= Math.max(1, leastConvolution)
          && Conv2d.supports(conv, instruction.inputs().get(1).type().shape());
    }
    return op instanceof LinearOps.MatMul && work >= Math.max(1, leastProduct);
  }

  private Kernel bindNative(LinearOps op, Instruction instruction, Memory memory) {
    Device.Call call =
        new Device.Call(
            instruction,
            inputs(instruction, memory),
            buffer(instruction.output(), memory),
            memory.capacity(),
            kernels);
    return op instanceof LinearOps.Conv conv
        ? device.convolution(conv, call)
        : device.product((LinearOps.MatMul) op, call);
  }

  /** The core, then the epilogue in place on its result. */
  private Kernel withEpilogue(Lowered.WithEpilogue with, Instruction instruction, Memory memory) {
    List<Operand> operands = instruction.inputs();
    List<Operand> both = operands.subList(0, 2);
    TensorType type = with.core().infer(both.stream().map(Operand::type).toList()).get(0);
    Operand result = new Operand(instruction.output().slot(), type);
    Instruction core =
        new Instruction(
            with.core(), both, List.of(Optional.of(result)), instruction.path(), Optional.empty());
    List<Operand> rest = new ArrayList<>(List.of(result));
    rest.addAll(operands.subList(2, operands.size()));
    Instruction epilogue =
        new Instruction(
            with.epilogue(), rest, instruction.outputs(), instruction.path(), Optional.empty());
    Kernel first = bindNative(with.core(), core, memory);
    Kernel second = onHeap(epilogue, memory);
    return (n, step) -> {
      first.run(n, step);
      second.run(n, step);
    };
  }

  private Kernel onHeap(Instruction instruction, Memory memory) {
    Kernel kernel =
        kernels.bind(
            instruction,
            slot -> mirrored(memory.buffer(slot)).heap(),
            memory.capacity(),
            memory.seed());
    MirroredBuffer[] read = inputs(instruction, memory).toArray(MirroredBuffer[]::new);
    MirroredBuffer[] written =
        instruction.outputs().stream()
            .flatMap(Optional::stream)
            .map(operand -> buffer(operand, memory))
            .toArray(MirroredBuffer[]::new);
    return (n, step) -> {
      for (MirroredBuffer buffer : read) {
        buffer.toHeap();
      }
      kernel.run(n, step);
      for (MirroredBuffer buffer : written) {
        buffer.changedOnHeap();
      }
    };
  }

  private static List<MirroredBuffer> inputs(Instruction instruction, Memory memory) {
    Stream<Operand> operands = instruction.inputs().stream();
    return operands.map(operand -> buffer(operand, memory)).toList();
  }

  private static MirroredBuffer buffer(Operand operand, Memory memory) {
    return mirrored(memory.buffer(operand.slot()));
  }

  static MirroredBuffer mirrored(DeviceBuffer buffer) {
    if (buffer instanceof MirroredBuffer mirrored) {
      return mirrored;
    }
    throw new BackendException(
        Problem.of(ErrorCode.BAD_SESSION)
            .at("backend " + Nd4jBackendProvider.NAME)
            .expected("buffers that this backend allocated")
            .found(buffer.getClass().getName())
            .mend("copy the data into a buffer from allocate(...)"));
  }

  @Override
  public void close() {
    kernels.close();
  }
}
