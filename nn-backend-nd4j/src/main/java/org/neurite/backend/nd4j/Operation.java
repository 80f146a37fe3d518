package org.neurite.backend.nd4j;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueConstantShapeBuffer;
import org.nd4j.nativeblas.OpaqueContext;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;

/** An operation of ND4J's library, which is called with a description of its arrays. */
final class Operation {
  private static final int FLOAT32 = 5;

  private final NativeOps ops;
  private final String name;
  private final long number;

  /**
   * Looks an operation up.
   *
   * @throws IllegalStateException if the library has none of that name
   */
  Operation(NativeOps ops, String name) {
    this.ops = ops;
    this.name = name;
    number =
        number(ops.getAllCustomOps(), name)
            .orElseThrow(
                () -> new IllegalStateException("this build of libnd4j has no operation " + name));
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
   * Describes a call. Who asks {@linkplain #delete deletes} the description.
   *
   * @param arrays adds operands and result
   */
  OpaqueContext describe(long[] settings, Consumer<OpaqueContext> arrays) {
    OpaqueContext call = ops.createGraphContext(1);
    try (LongPointer numbers = new LongPointer(settings)) {
      arrays.accept(call);
      ops.setGraphContextIArguments(call, numbers, settings.length);
    } catch (RuntimeException | OutOfMemoryError e) {
      ops.deleteGraphContext(call);
      throw e;
    }
    return call;
  }

  /**
   * Computes what was described.
   *
   * @param operands for the message if the library refuses
   */
  void call(OpaqueContext call, List<Shape> operands) {
    int status = ops.execCustomOp2(null, number, call);
    if (status != 0) {
      throw refused(name, operands, status + ": " + ops.lastErrorMessage());
    }
  }

  /** Frees what was described. */
  void delete(@Nullable OpaqueContext[] calls) {
    for (int i = 0; i < calls.length; i++) {
      OpaqueContext call = calls[i];
      if (call != null) {
        ops.deleteGraphContext(call);
        calls[i] = null;
      }
    }
  }

  static BackendException refused(String name, List<Shape> operands, String status) {
    return new BackendException(
        Problem.of(ErrorCode.UNSUPPORTED)
            .at("backend " + Nd4jBackendProvider.NAME)
            .expected(name + " of " + operands.get(0) + " with " + operands.get(1))
            .found("status " + status)
            .mend("use the backend 'jvm', and report this case"));
  }

  /** A shape as the library has it, in the host's memory and, if it has other, in the device's. */
  record Description(Pointer host, Pointer device) {}

  /** The library keeps one description per shape for the life of the process. */
  static Description describe(NativeOps ops, Shape shape) {
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
      Description description =
          new Description(
              ops.getConstantShapeBufferPrimary(handle), ops.getConstantShapeBufferSpecial(handle));
      ops.deleteConstantShapeBuffer(handle);
      return description;
    }
  }
}
