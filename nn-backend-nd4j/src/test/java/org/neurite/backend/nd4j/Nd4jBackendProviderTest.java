package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.api.BackendException;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Probe;
import org.neurite.core.Backends;

class Nd4jBackendProviderTest {
  @Test
  void isFoundAfterTheJvmBackend() {
    assertThat(Backends.all())
        .extracting(found -> found.provider().name())
        .containsExactly("jvm", "nd4j");
    try (Backend backend = Backends.open(Optional.empty(), BackendSettings.defaults())) {
      assertThat(backend.name()).isEqualTo("jvm");
    }
  }

  @Test
  @EnabledIf(Natives.EXPECTED)
  void saysWhichLibrariesWereFound() {
    Probe probe = new Nd4jBackendProvider().probe();
    assertThat(probe.available()).as(probe.detail()).isTrue();
    assertThat(probe.detail()).contains("ND4J 1.0.0-M2.1", "OpenBLAS 0.3.31", "processors");
  }

  /** As where there is no build of the libraries for the operating system. */
  @Test
  void aMissingLibraryIsAFailedProbeThatSaysWhyAndWhatElseThereIs() throws Exception {
    try (URLClassLoader bare = withoutLibraries()) {
      BackendProvider provider =
          ServiceLoader.load(BackendProvider.class, bare).stream()
              .filter(p -> p.type().getSimpleName().equals("Nd4jBackendProvider"))
              .findFirst()
              .orElseThrow()
              .get();
      for (int i = 0; i < 2; i++) {
        assertThat(provider.probe().available()).isFalse();
        assertThat(provider.probe().detail())
            .startsWith("ND4J's native library can't be loaded on " + System.getProperty("os.name"))
            .contains("jniopenblas")
            .endsWith("; the backend 'jvm' needs no native library");
      }
      assertThatThrownBy(() -> provider.open(BackendSettings.defaults()))
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith("NN-1501 at backend 'nd4j'")
          .hasMessageContaining("jniopenblas");
    }
  }

  /** The classes of this module, ND4J and JavaCPP once more, apart from their native libraries. */
  private static URLClassLoader withoutLibraries() throws MalformedURLException {
    Pattern separator = Pattern.compile(File.pathSeparator, Pattern.LITERAL);
    URL[] entries =
        separator
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(entry -> !entry.matches(".*(linux|windows|macosx)-(x86_64|arm64).*"))
            .map(Nd4jBackendProviderTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(entries, ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith("org.neurite.api.")
            ? BackendProvider.class.getClassLoader().loadClass(name)
            : super.loadClass(name, resolve);
      }
    };
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void refusesBuffersOfAnotherBackend() {
    try (Backend jvm = Backends.open(Optional.of("jvm"), new BackendSettings(1));
        DeviceBuffer buffer = jvm.allocate(org.neurite.api.tensor.DataType.FLOAT32, 1)) {
      assertThatThrownBy(() -> Nd4jBackend.mirrored(buffer))
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith("NN-1504 at backend nd4j: expected buffers that this backend");
    }
  }
}
