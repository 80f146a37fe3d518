package org.neurite.backend.nd4j;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueConstantShapeBuffer;
import org.nd4j.nativeblas.OpaqueContext;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Window;
import org.neurite.api.program.Flops;
import org.neurite.api.program.Instruction;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.JvmKernels;

/**
 * Convolutions of images by libnd4j's {@code conv2d}, which oneDNN computes. The threads share the
 * images. A call is described once per batch size, in native memory that is freed with the
 * output's.
 */
final class ConvKernel implements Kernel {
  private static final int FLOAT32 = 5;
  private static final int NOT_SAME = 0;
  private static final int CHANNELS_FIRST = 0;
  private static final int WEIGHTS_OUT_IN_ROW_COLUMN = 1;

  /** Looked up once. */
  private static final class Holder {
    static final long CONV2D =
        number(NativeLibrary.ops().getAllCustomOps(), "conv2d")
            .orElseThrow(
                () -> new IllegalStateException("this build of libnd4j has no operation conv2d"));

    private Holder() {}
  }

  private final Shape x;
  private final Shape weight;
  private final Shape y;
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

  ConvKernel(
      LinearOps.Conv op,
      Instruction instruction,
      List<MirroredBuffer> inputs,
      MirroredBuffer output,
      int capacity,
      JvmKernels kernels) {
    x = instruction.inputs().get(0).type().shape();
    weight = instruction.inputs().get(1).type().shape();
    y = instruction.output().type().shape();
    sizeX = x.elements();
    sizeWeight = weight.elements();
    sizeY = y.elements();
    images = x.dim(0);
    this.instruction = instruction;
    counts = new int[capacity + 1];
    this.inputs = inputs;
    this.output = output;
    settings = settings(op.window());
    threads = kernels.threads();
    calls = new OpaqueContext[(capacity + 1) * threads];
    shared = kernels.shared(this::part);
    output.whenClosed(this::free);
    inputs.forEach(MirroredBuffer::pointer);
    output.pointer();
  }

  /**
   * Images of several channels, one group, the same padding on both sides. Of one channel Java was
   * measured to be faster; dilated ones this oneDNN refuses.
   */
  static boolean supports(LinearOps.Conv op, Shape weight) {
    Window window = op.window();
    return window.rank() == 2
        && op.groups() == 1
        && weight.size(1) > 1
        && window.dilation().stream().allMatch(distance -> distance == 1)
        && window.padLow().equals(window.padHigh());
  }

  private static long[] settings(Window window) {
    return new long[] {
      window.kernel().get(0),
      window.kernel().get(1),
      window.stride().get(0),
      window.stride().get(1),
      window.padLow().get(0),
      window.padLow().get(1),
      window.dilation().get(0),
      window.dilation().get(1),
      NOT_SAME,
      CHANNELS_FIRST,
      WEIGHTS_OUT_IN_ROW_COLUMN
    };
  }

  /**
   * An operation's number: the library knows operations by the hash of their name.
   *
   * @param all names and numbers, as {@code name:hash:..;name:hash:..}
   */
  static OptionalLong number(String all, String name) {
    return Arrays.stream(all.split(";", -1))
        .map(entry -> entry.split(":", -1))
        .filter(fields -> fields[0].equals(name))
        .mapToLong(fields -> Long.parseLong(fields[1]))
        .findFirst();
  }

  /**
   * Whether a small convolution has the right result: what a library lacks shows before anything is
   * opened.
   */
  static boolean works() {
    Shape two = Shape.of(1, 2, 1, 1);
    long[] plain = settings(Window.of(1, 1));
    NativeLibrary.withoutThreadsHere();
    try (FloatPointer x = new FloatPointer(3f, 2f);
        FloatPointer weight = new FloatPointer(5f, 7f);
        FloatPointer y = new FloatPointer(0f)) {
      OpaqueContext call = describe(x, two, weight, two, y, Shape.of(1, 1, 1, 1), plain);
      try {
        return NativeLibrary.ops().execCustomOp2(null, Holder.CONV2D, call) == 0 && y.get(0) == 29;
      } finally {
        NativeLibrary.ops().deleteGraphContext(call);
      }
    }
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
    NativeLibrary.withoutThreadsHere();
    int status = NativeLibrary.ops().execCustomOp2(null, Holder.CONV2D, call);
    if (status != 0) {
      throw refused(x, weight, status + ": " + NativeLibrary.ops().lastErrorMessage());
    }
  }

  static BackendException refused(Shape x, Shape weight, String status) {
    return new BackendException(
        Problem.of(ErrorCode.UNSUPPORTED)
            .at("backend " + Nd4jBackendProvider.NAME)
            .expected("conv2d of " + x + " with weights " + weight)
            .found("status " + status)
            .mend("use the backend 'jvm', and report this convolution"));
  }

  private int begin(int part) {
    return (int) (images.at(batch) * part / counts[batch]);
  }

  private OpaqueContext describe(int begin, int end) {
    Shape some = x.at(batch).with(0, Dim.of(end - begin));
    Shape results = y.at(batch).with(0, Dim.of(end - begin));
    return describe(
        image(inputs.get(0), some, begin),
        some,
        inputs.get(1).pointer(),
        weight.at(batch),
        image(output, results, begin),
        results,
        settings);
  }

  private static OpaqueContext describe(
      FloatPointer x,
      Shape xShape,
      FloatPointer weight,
      Shape weightShape,
      FloatPointer y,
      Shape yShape,
      long[] settings) {
    NativeOps ops = NativeLibrary.ops();
    Pointer xInfo = shape(ops, xShape);
    Pointer weightInfo = shape(ops, weightShape);
    Pointer yInfo = shape(ops, yShape);
    OpaqueContext call = ops.createGraphContext(1);
    try (LongPointer numbers = new LongPointer(settings)) {
      ops.setGraphContextInputArray(call, 0, x, xInfo, null, null);
      ops.setGraphContextInputArray(call, 1, weight, weightInfo, null, null);
      ops.setGraphContextOutputArray(call, 0, y, yInfo, null, null);
      ops.setGraphContextIArguments(call, numbers, settings.length);
    } catch (RuntimeException | OutOfMemoryError e) {
      ops.deleteGraphContext(call);
      throw e;
    }
    return call;
  }

  private static FloatPointer image(MirroredBuffer buffer, Shape images, int number) {
    long size = images.without(0).elements().at(1);
    return buffer.pointer().getPointer(number * size);
  }

  /** The library keeps one description per shape for the life of the process. */
  private static Pointer shape(NativeOps ops, Shape shape) {
    long[] sizes = new long[shape.rank()];
    long[] strides = new long[shape.rank()];
    long stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      sizes[axis] = shape.size(axis);
      strides[axis] = stride;
      stride *= sizes[axis];
    }
    try (LongPointer dims = new LongPointer(sizes);
        LongPointer steps = new LongPointer(strides)) {
      OpaqueConstantShapeBuffer handle =
          ops.shapeBuffer(sizes.length, dims, steps, FLOAT32, 'c', 1, false);
      Pointer description = ops.getConstantShapeBufferPrimary(handle);
      ops.deleteConstantShapeBuffer(handle);
      return description;
    }
  }

  private void free() {
    for (int n = 0; n < calls.length; n++) {
      OpaqueContext call = calls[n];
      if (call != null) {
        NativeLibrary.ops().deleteGraphContext(call);
        calls[n] = null;
      }
    }
  }
}
