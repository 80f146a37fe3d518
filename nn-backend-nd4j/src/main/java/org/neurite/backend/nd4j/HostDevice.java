package org.neurite.backend.nd4j;

import java.io.IOException;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.nativeblas.NativeOps;
import org.neurite.api.BackendException;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;

/**
 * The processor, with ND4J's library for it and its BLAS, which are loaded once per process. Both
 * compute on addresses of the host's memory; only this class, {@link MatMulKernel} and {@link
 * ConvKernel} know of such, and only this one of the libraries that are absent where {@code
 * nd4j-cuda} takes the place of {@code nd4j-native}.
 */
final class HostDevice implements Device {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private static final ThreadLocal<Boolean> ALONE =
      ThreadLocal.withInitial(
          () -> {
            ops().setOmpNumThreads(1);
            return true;
          });

  /** Loads the libraries. */
  HostDevice() {
    ops();
  }

  /** Loading happens when this class is first used, and is tried once. */
  private static final class Holder {
    static final Nd4jCpu OPS = new Nd4jCpu();

    static {
      OPS.initializeDevicesAndFunctions();
      Loader.load(openblas_nolapack.class);
    }

    private Holder() {}
  }

  static NativeOps ops() {
    return Holder.OPS;
  }

  @Override
  public String description() throws IOException {
    return "ND4J "
        + NativeLibrary.version("org.nd4j", "nd4j-native-api", NativeOps.class)
        + " with OpenBLAS "
        + NativeLibrary.version("org.bytedeco", "openblas", openblas_nolapack.class)
        + ", float32, built for "
        + instructions(ops().binaryLevel())
        + " on "
        + Loader.getPlatform()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors";
  }

  private static String instructions(int level) {
    return switch (level) {
      case 2 -> "AVX2";
      case 3 -> "AVX-512";
      default -> "any processor";
    };
  }

  /** Java's convolutions were measured to be as fast or faster, whatever their size. */
  @Override
  public boolean convolvesFasterThanVectors() {
    return false;
  }

  private record Memory(FloatPointer pointer, FloatBuffer view) implements Twin {
    @Override
    public void write(float[] source, int count) {
      view.put(0, source, 0, count);
    }

    @Override
    public void read(float[] target, int count) {
      view.get(0, target, 0, count);
    }

    @Override
    public void close() {
      pointer.close();
    }
  }

  @Override
  public Twin allocate(long elements) {
    try {
      FloatPointer pointer = new FloatPointer(elements);
      return new Memory(pointer, pointer.asBuffer());
    } catch (OutOfMemoryError e) {
      throw new BackendException(
          Device.noMemory(elements, String.valueOf(e.getMessage()))
              .mend(
                  "use a smaller batch, or raise -Dorg.bytedeco.javacpp.maxbytes and"
                      + " -Dorg.bytedeco.javacpp.maxphysicalbytes"),
          e);
    }
  }

  /** The memory of a buffer that this device computes with. */
  static FloatPointer pointer(MirroredBuffer buffer) {
    return ((Memory) buffer.twin()).pointer();
  }

  /** Another handle on the memory, which its owner may position. */
  static FloatPointer movablePointer(MirroredBuffer buffer) {
    return new FloatPointer(pointer(buffer));
  }

  /** OpenBLAS's own threads spin while they wait and know nothing of those of Java. */
  @Override
  public Kernel product(LinearOps.MatMul op, Call call) {
    org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
    return new MatMulKernel(op, call);
  }

  @Override
  public Kernel convolution(LinearOps.Conv op, Call call) {
    return new ConvKernel(op, call);
  }

  /**
   * No threads of ND4J's library for operations that the current thread calls; that is a thread's
   * own number.
   */
  static void withoutThreadsHere() {
    ALONE.get();
  }

  /**
   * {@code c[m, n] = a[m, k] b[k, n]}, row-major, as {@code cblas_sgemm} has it.
   *
   * @param turnA whether {@code a} is stored as {@code [k, m]}
   * @param turnB whether {@code b} is stored as {@code [n, k]}
   * @param strideA distance of two rows of {@code a} as it is stored; likewise the others
   */
  static void multiply(
      boolean turnA,
      boolean turnB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      FloatPointer c,
      int strideC) {
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR,
        turnA ? TRANSPOSED : PLAIN,
        turnB ? TRANSPOSED : PLAIN,
        m,
        n,
        k,
        1,
        a,
        strideA,
        b,
        strideB,
        0,
        c,
        strideC);
  }
}
