package org.neurite.backend.nd4j;

import java.io.IOException;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.nativeblas.NativeOps;
import org.neurite.api.backend.Probe;

/**
 * ND4J's library and its BLAS, loaded once per process. What depends on the processor being the
 * host is in this class, {@link ConvKernel} and {@link MirroredBuffer}: a GPU build of ND4J has
 * other bindings, and memory that the host doesn't see.
 */
final class NativeLibrary {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private static final ThreadLocal<Boolean> ALONE =
      ThreadLocal.withInitial(
          () -> {
            ops().setOmpNumThreads(1);
            return true;
          });

  private NativeLibrary() {}

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

  /** What came of loading the libraries, a product and a convolution, which is tried once. */
  static Probe probe() {
    return Attempt.RESULT;
  }

  private static final class Attempt {
    static final Probe RESULT = attempt();

    private Attempt() {}
  }

  private static Probe attempt() {
    try {
      if (!multiplies()) {
        return Probe.unavailable("its BLAS gives wrong products" + Nd4jBackendProvider.FALLBACK);
      }
      return ConvKernel.works()
          ? Probe.available(description())
          : Probe.unavailable("its conv2d gives wrong results" + Nd4jBackendProvider.FALLBACK);
    } catch (LinkageError | RuntimeException | IOException e) {
      return Probe.unavailable(reason(e) + Nd4jBackendProvider.FALLBACK);
    }
  }

  private static boolean multiplies() {
    ops();
    try (FloatPointer a = new FloatPointer(3f);
        FloatPointer b = new FloatPointer(5f);
        FloatPointer c = new FloatPointer(0f)) {
      multiply(false, false, 1, 1, 1, a, 1, b, 1, c, 1);
      return c.get(0) == 15;
    }
  }

  private static String description() throws IOException {
    return "ND4J "
        + version("org.nd4j", "nd4j-native-api", NativeOps.class)
        + " with OpenBLAS "
        + version("org.bytedeco", "openblas", openblas_nolapack.class)
        + ", float32, built for "
        + instructions(ops().binaryLevel())
        + " on "
        + Loader.getPlatform()
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " processors";
  }

  private static String version(String group, String artifact, Class<?> of) throws IOException {
    String version = Loader.getVersion(group, artifact, of);
    return version == null ? "of unknown version" : version;
  }

  private static String instructions(int level) {
    return switch (level) {
      case 2 -> "AVX2";
      case 3 -> "AVX-512";
      default -> "any processor";
    };
  }

  /** The first cause in words: what could not be loaded, and why. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return "ND4J's native library can't be loaded on "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ": "
        + message.lines().findFirst().orElse(cause.toString()).replaceFirst("\\.$", "");
  }

  /** The libraries' own threads spin while they wait and know nothing of those of Java. */
  static void withoutThreads() {
    org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
  }

  /**
   * The same for operations of ND4J that the current thread calls; that is a thread's own number.
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
