package org.neurite.backend.nd4j;

import java.io.IOException;
import java.util.List;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.program.Instruction;
import org.neurite.backend.jvm.JvmKernels;

/**
 * Where products and convolutions are computed: all that depends on whose memory that is, and on
 * which entries of ND4J compute there. What else this backend does happens on the heap.
 */
interface Device {
  /** What was found, for the probe. */
  String description() throws IOException;

  /** Whether convolutions are worth the copies where Java has vectors, too. */
  boolean convolvesFasterThanVectors();

  /**
   * Gets memory, once for each buffer that a kernel of the device uses.
   *
   * @throws BackendException with {@code NN-1503} if there is not enough
   */
  Twin allocate(long elements);

  /** A kernel for matrix products; what its runs need is allocated here. */
  Kernel product(LinearOps.MatMul op, Call call);

  /** A kernel for convolutions that {@link Conv2d#supports}. */
  Kernel convolution(LinearOps.Conv op, Call call);

  /** The error for memory that is not to be had. */
  static Problem noMemory(long elements, String found) {
    return Problem.of(ErrorCode.OUT_OF_MEMORY)
        .at("backend " + Nd4jBackendProvider.NAME)
        .expected("native memory for " + elements + " elements")
        .found(found);
  }

  /** An instruction with two operands and one result, and their memory. */
  record Call(
      Instruction instruction,
      List<MirroredBuffer> inputs,
      MirroredBuffer output,
      int capacity,
      JvmKernels kernels) {
    public Call {
      inputs = List.copyOf(inputs);
    }
  }

  /** A buffer's memory on the device. */
  interface Twin extends AutoCloseable {
    /** Copies to the first elements. */
    void write(float[] source, int count);

    /** Copies the first elements from there. */
    void read(float[] target, int count);

    @Override
    void close();
  }
}
