package org.neurite.backend.nd4j;

import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueContext;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.program.Flops;
import org.neurite.api.program.Instruction;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.JvmKernels;

/**
 * Convolutions of images by libnd4j's {@code conv2d}, which oneDNN computes, in the host's memory.
 * The threads share the images. A call is described once per batch size, in native memory that is
 * freed with the output's.
 */
final class ConvKernel implements Kernel {
  /** Looked up once. */
  private static final class Holder {
    static final Operation CONV2D = new Operation(HostDevice.ops(), Conv2d.NAME);

    private Holder() {}
  }

  private final Shape x;
  private final Shape weight;
  private final Shape y;
  private final List<Shape> operands;
  private final Dim sizeX;
  private final Dim sizeWeight;
  private final Dim sizeY;
  private final Dim images;
  private final Instruction instruction;
  private final List<MirroredBuffer> inputs;
  private final MirroredBuffer output;
  private final long[] settings;
  private final int threads;

  /** By batch size and part. */
  private final @Nullable OpaqueContext[] calls;

  private final IntConsumer shared;
  private int batch;

  /** By batch size: how many parts; 0 if not counted yet. */
  private final int[] counts;

  ConvKernel(LinearOps.Conv op, Device.Call call) {
    instruction = call.instruction();
    inputs = call.inputs();
    output = call.output();
    JvmKernels kernels = call.kernels();
    int capacity = call.capacity();
    x = instruction.inputs().get(0).type().shape();
    weight = instruction.inputs().get(1).type().shape();
    y = instruction.output().type().shape();
    operands = List.of(x, weight);
    sizeX = x.elements();
    sizeWeight = weight.elements();
    sizeY = y.elements();
    images = x.dim(0);
    counts = new int[capacity + 1];
    settings = Conv2d.settings(op.window());
    threads = kernels.threads();
    calls = new OpaqueContext[(capacity + 1) * threads];
    shared = kernels.shared(this::part);
    output.whenClosed(() -> Holder.CONV2D.delete(calls));
    inputs.forEach(MirroredBuffer::twin);
    output.twin();
  }

  @Override
  public void run(int n, long step) {
    inputs.get(0).toNative((int) sizeX.at(n));
    inputs.get(1).toNative((int) sizeWeight.at(n));
    output.requireOpen();
    batch = n;
    if (counts[n] == 0) {
      int most = (int) Math.min(images.at(n), threads);
      counts[n] = Parts.of(Flops.of(instruction, n) / 2, most);
    }
    shared.accept(counts[n]);
    output.changedInNative((int) sizeY.at(n));
  }

  /** Some of the images; each thread has calls of its own. */
  private void part(int part) {
    int index = batch * threads + part;
    OpaqueContext call = calls[index];
    if (call == null) {
      call = describe(begin(part), begin(part + 1));
      calls[index] = call;
    }
    HostDevice.withoutThreadsHere();
    Holder.CONV2D.call(call, operands);
  }

  private int begin(int part) {
    return (int) (images.at(batch) * part / counts[batch]);
  }

  private OpaqueContext describe(int begin, int end) {
    NativeOps ops = HostDevice.ops();
    Shape some = x.at(batch).with(0, Dim.of(end - begin));
    Shape results = y.at(batch).with(0, Dim.of(end - begin));
    return Holder.CONV2D.describe(
        settings,
        call -> {
          ops.setGraphContextInputArray(
              call, 0, image(inputs.get(0), some, begin), info(some), null, null);
          ops.setGraphContextInputArray(
              call, 1, HostDevice.pointer(inputs.get(1)), info(weight.at(batch)), null, null);
          ops.setGraphContextOutputArray(
              call, 0, image(output, results, begin), info(results), null, null);
        });
  }

  private static Pointer info(Shape shape) {
    return Operation.describe(HostDevice.ops(), shape).host();
  }

  private static FloatPointer image(MirroredBuffer buffer, Shape images, int number) {
    long size = images.without(0).elements().at(1);
    return HostDevice.pointer(buffer).getPointer(number * size);
  }
}
