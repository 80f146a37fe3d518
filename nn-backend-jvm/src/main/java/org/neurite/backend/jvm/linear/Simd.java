package org.neurite.backend.jvm.linear;

import java.util.ArrayList;
import java.util.List;
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

  /**
   * Longest time of a loop of the warm-up that is compiled; others take hundreds of times as long.
   */
  private static final long MOST_NANOS = 10_000;

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

  /** Computes until everything is fast. Gives up where there is no compiler for it. */
  private static void warmUp() {
    List<Runnable> loops = loops();
    long end = System.nanoTime() + PATIENCE;
    boolean fast;
    do {
      fast = true;
      for (Runnable loop : loops) {
        fast &= nanos(loop) < MOST_NANOS;
      }
    } while (!fast && System.nanoTime() < end);
    warm = fast;
  }

  /** Every loop with as much to do as takes a microsecond at most once it is compiled. */
  private static List<Runnable> loops() {
    int depths = 64;
    int width = 8 * LANES;
    float[] a = new float[8 * depths];
    float[] b = new float[width * depths];
    float[] c = new float[8 * width];
    List<Runnable> loops = new ArrayList<>();
    for (int height = 2; height <= VectorTiles.ROWS; height *= 2) {
      int rows = height;
      for (boolean half : new boolean[] {false, true}) {
        loops.add(() -> VectorTiles.multiply(rows, half, a, 0, b, 0, depths, c, 0, width, false));
      }
    }
    int[] offsets = new int[depths];
    for (int height = 2; height <= VectorTaps.ROWS; height *= 2) {
      int rows = height;
      loops.add(() -> VectorTaps.multiply(rows, a, 0, b, 0, offsets, depths, c, 0, width));
    }
    for (int height = 2; height <= VectorCorrelation.CHANNELS; height *= 2) {
      int rows = height;
      loops.add(
          () ->
              VectorCorrelation.correlate(
                  rows, b, 0, LANES, offsets, b, 0, offsets, 0, offsets, 0, depths, c, 0));
    }
    for (int rows : new int[] {1, 4, 8}) {
      for (int columns : new int[] {LANES, 2 * LANES, width}) {
        if (rows == 1 || columns < width) {
          loops.add(
              () ->
                  VectorRows.multiply(
                      rows, columns, a, 0, depths, 1, b, 0, width, depths, c, 0, width));
        }
      }
    }
    return loops;
  }

  /** The shortest time of a few runs. */
  private static long nanos(Runnable loop) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 16; i++) {
      long start = System.nanoTime();
      loop.run();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }
}
