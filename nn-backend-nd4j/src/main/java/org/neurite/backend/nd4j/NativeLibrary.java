package org.neurite.backend.nd4j;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.neurite.api.backend.Probe;

/**
 * What ND4J there is: the build on the class path decides which device computes, and is tried once
 * per process.
 */
final class NativeLibrary {
  private static final String CPU = "/org/nd4j/linalg/cpu/nativecpu/bindings/Nd4jCpu.class";

  private NativeLibrary() {}

  private static final class Holder {
    static final Attempt RESULT = attempt();

    private Holder() {}
  }

  /** What came of loading the libraries, and of a product and a convolution. */
  record Attempt(Probe probe, Optional<Device> device) {
    static Attempt failed(String why) {
      return new Attempt(Probe.unavailable(why + Nd4jBackendProvider.FALLBACK), Optional.empty());
    }
  }

  /** Loads what is there when first called. */
  static Attempt loaded() {
    return Holder.RESULT;
  }

  /** Who adds the CUDA build wants it, and is told if it can't be had. */
  private static Attempt attempt() {
    if (Cuda.isOnClassPath()) {
      return attempt("CUDA library", Cuda::open);
    }
    if (NativeLibrary.class.getResource(CPU) == null) {
      return Attempt.failed("there is neither nd4j-native nor nd4j-cuda on the class path");
    }
    return attempt("native library", HostDevice::new);
  }

  /** Loads a library. */
  @FunctionalInterface
  interface Loading {
    Device load() throws IOException;
  }

  static Attempt attempt(String what, Loading loading) {
    try {
      Device device = loading.load();
      Optional<String> wrong = SelfTest.wrongWith(device);
      return wrong.isPresent()
          ? Attempt.failed(wrong.get())
          : new Attempt(Probe.available(device.description()), Optional.of(device));
    } catch (LinkageError | RuntimeException | IOException e) {
      return Attempt.failed(reason(what, e));
    }
  }

  static String version(String group, String artifact, Class<?> of) throws IOException {
    String version = Loader.getVersion(group, artifact, of);
    return version == null ? "of unknown version" : version;
  }

  /** The first cause in words: what could not be loaded, and why. */
  private static String reason(String what, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return "ND4J's "
        + what
        + " can't be loaded on "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ": "
        + (cause instanceof ClassNotFoundException ? "there is no class " : "")
        + message.lines().findFirst().orElse(cause.toString()).replaceFirst("\\.$", "");
  }
}
