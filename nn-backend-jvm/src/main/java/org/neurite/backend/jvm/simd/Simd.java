package org.neurite.backend.jvm.simd;

/** Whether the Vector API is there and worth using. */
public final class Simd {
  /** Set to {@code true} to do without the Vector API. */
  public static final String PLAIN = "neurite.jvm.plain";

  private static final String MODULE = "jdk.incubator.vector";
  private static final int LANES = probe();

  private Simd() {}

  private static int probe() {
    if (Boolean.getBoolean(PLAIN) || ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      return 0;
    }
    try {
      int lanes = Species.lanes();
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
}
