package org.neurite.backend.nd4j;

import java.io.IOException;
import org.nd4j.linalg.jcublas.bindings.Nd4jCuda;
import org.nd4j.nativeblas.NativeOps;

/**
 * The GPU, by the CUDA build of ND4J, where a user put that on the class path. This is the one
 * class that is not verified on a GPU: that its library loads and finds one. What computes there is
 * {@link ManagedDevice}.
 */
final class Cuda {
  private static final String BINDINGS = "/org/nd4j/linalg/jcublas/bindings/Nd4jCuda.class";

  private Cuda() {}

  /** Whether there is a CUDA build on the class path, whatever it may lack. */
  static boolean isOnClassPath() {
    return Cuda.class.getResource(BINDINGS) != null;
  }

  /**
   * Loads the library.
   *
   * @throws IllegalStateException if it finds no GPU
   */
  static Device open() throws IOException {
    return on(new Nd4jCuda());
  }

  static Device on(NativeOps ops) throws IOException {
    if (ops.getAvailableDevices() < 1) {
      throw new IllegalStateException("it finds no GPU");
    }
    ops.initializeDevicesAndFunctions();
    return new ManagedDevice(
        ops,
        "ND4J "
            + NativeLibrary.version("org.nd4j", "nd4j-native-api", NativeOps.class)
            + " with CUDA, float32, on "
            + ops.getDeviceName(0)
            + ", compute capability "
            + ops.getDeviceMajor(0)
            + "."
            + ops.getDeviceMinor(0));
  }
}
