package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.api.BackendException;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Probe;
import org.neurite.core.Backends;

class Nd4jBackendProviderTest {
  @Test
  void isFoundAfterTheJvmBackend() {
    assertThat(Backends.all())
        .extracting(found -> found.provider().name())
        .containsExactly("jvm", "nd4j", ManagedProvider.NAME);
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
    try (ClassPath bare = ClassPath.without("(linux|windows|macosx)-(x86_64|arm64)")) {
      bare.fails("ND4J's native library", "jniopenblas");
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
