package org.neurite.backend.jvm.linear;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether the Vector API is there and worth using, and whether its loops are compiled yet.
 * Interpreted, they are slower than anything: a background thread runs them until they are fast.
 */
public final class Simd {
  /** Set to {@code true} to do without the Vector API. */
  public static final String PLAIN = "neurite.jvm.plain";

  private static final String MODULE = "jdk.incubator.vector";
  private static final int LANES = probe();

  /** Floating-point operations per nanosecond that only compiled vector code reaches. */
  private static final double COMPILED = 4;

  private static final long PATIENCE = 10_000_000_000L;
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private static volatile boolean warm;

  private Simd() {}

  private static int probe() {
    if (Boolean.getBoolean(PLAIN) || ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return 0;
    }
    try {
      int lanes = VectorTiles.lanes();
      // Without AVX2 an x86 processor has no fused multiply-add, and emulating it is hopeless.
      boolean arm = System.getProperty("os.arch").equals("aarch64");
      return lanes >= 8 || lanes == 4 && arm ? lanes : 0;
    } catch (LinkageError e) {
      return 0;
    }
  }

  /**
   * Whether the Vector API is used.
   *
   * @return true if the module is there and vectors are wide enough
   */
  public static boolean isAvailable() {
    return LANES > 0;
  }

  /**
   * What was found, and what to do for more.
   *
   * @return for instance {@code vectors of 512 bits}
   */
  public static String description() {
    if (isAvailable()) {
      return "vectors of " + 32 * LANES + " bits";
    }
    return ModuleLayer.boot().findModule(MODULE).isPresent()
        ? "plain loops"
        : "plain loops; faster with java --add-modules " + MODULE;
  }

  /**
   * Whether {@link VectorTiles} are compiled; the first to ask starts the work that makes them so.
   */
  static boolean isWarm() {
    if (!warm && STARTED.compareAndSet(false, true)) {
      Thread thread = new Thread(Simd::warmUp, "neurite-jvm-warm-up");
      thread.setDaemon(true);
      thread.start();
    }
    return warm;
  }

  /** Computes tiles until they are fast. Gives up where there is no compiler for them. */
  private static void warmUp() {
    long end = System.nanoTime() + PATIENCE;
    int slow;
    do {
      slow = 0;
      for (int height = 2; height <= VectorTiles.ROWS; height *= 2) {
        slow += flopsPerNano(height, false) < COMPILED ? 1 : 0;
        slow += flopsPerNano(height, true) < COMPILED ? 1 : 0;
      }
    } while (slow > 0 && System.nanoTime() < end);
    warm = slow == 0;
  }

  private static double flopsPerNano(int height, boolean half) {
    int depths = 64;
    float[] a = new float[height * depths];
    float[] b = new float[VectorTiles.COLUMNS * depths];
    float[] c = new float[height * VectorTiles.COLUMNS];
    double work = 2.0 * height * b.length / (half ? 2 : 1);
    double most = 0;
    for (int i = 0; i < 16; i++) {
      long start = System.nanoTime();
      VectorTiles.multiply(height, half, a, 0, b, 0, depths, c, 0, VectorTiles.COLUMNS, i % 2 == 1);
      most = Math.max(most, work / (System.nanoTime() - start + 1));
    }
    return most;
  }
}
