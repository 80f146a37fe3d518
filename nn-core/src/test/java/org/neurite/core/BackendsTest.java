package org.neurite.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.BackendException;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Probe;
import org.neurite.reference.ReferenceBackend;

class BackendsTest {
  private static final List<String> PROBED = new ArrayList<>();

  @TempDir private Path folder;

  /** Notes that it was probed. */
  private abstract static class Noted implements BackendProvider {
    @Override
    public Probe probe() {
      PROBED.add(name());
      return Probe.available("for tests");
    }

    @Override
    public Backend open(BackendSettings settings) {
      return new ReferenceBackend();
    }
  }

  /** Comes first. */
  public static final class Preferred extends Noted {
    /** For the service loader. */
    public Preferred() {}

    @Override
    public String name() {
      return "preferred";
    }

    @Override
    public int priority() {
      return 1_000;
    }
  }

  /** Comes later. */
  public static final class Other extends Noted {
    /** For the service loader. */
    public Other() {}

    @Override
    public String name() {
      return "other";
    }

    @Override
    public int priority() {
      return 900;
    }
  }

  @BeforeEach
  void forget() {
    PROBED.clear();
  }

  /** A class loader that finds providers; those named are defined anew, from the folder. */
  private URLClassLoader loader(String name, List<Class<?>> providers, Class<?>... own)
      throws IOException {
    Path root = folder.resolve(name);
    Path services = Files.createDirectories(root.resolve("META-INF/services"));
    Files.write(
        services.resolve(BackendProvider.class.getName()),
        providers.stream().map(Class::getName).toList());
    List<String> names = new ArrayList<>();
    for (Class<?> type : own) {
      names.add(type.getName());
      Path file = root.resolve(type.getName().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      try (InputStream bytes =
          Objects.requireNonNull(type.getResourceAsStream("/" + root.relativize(file)))) {
        Files.copy(bytes, file);
      }
    }
    return new URLClassLoader(
        new URL[] {root.toUri().toURL()}, BackendsTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
        return names.contains(type) && findLoadedClass(type) == null
            ? findClass(type)
            : super.loadClass(type, resolve);
      }
    };
  }

  private static void open(Optional<String> name, ClassLoader... loaders) {
    Backends.open(name, new BackendSettings(1), List.of(loaders)).close();
  }

  @Test
  void aNamedBackendIsTheOnlyOneProbed() throws IOException {
    try (URLClassLoader both = loader("both", List.of(Preferred.class, Other.class))) {
      open(Optional.of("other"), both);
    }
    assertThat(PROBED).containsExactly("other");
  }

  @Test
  void noneBelowTheChosenIsProbed() throws IOException {
    try (URLClassLoader both = loader("both", List.of(Other.class, Preferred.class))) {
      open(Optional.empty(), both);
    }
    assertThat(PROBED).containsExactly("preferred");
  }

  @Test
  void oneClassSeenThroughTwoLoadersIsOneBackend() throws IOException {
    try (URLClassLoader one = loader("one", List.of(Other.class));
        URLClassLoader two = loader("two", List.of(Other.class))) {
      open(Optional.of("other"), one, two);
    }
    assertThat(PROBED).containsExactly("other");
  }

  @Test
  void twoOfOneNameAreRefusedWithBothSources() throws IOException {
    try (URLClassLoader one = loader("one", List.of(Spare.class));
        URLClassLoader two = loader("two", List.of(Spare.class), Spare.class)) {
      for (Optional<String> name : List.of(Optional.of("spare"), Optional.<String>empty())) {
        assertThatThrownBy(() -> open(name, one, two))
            .isInstanceOf(BackendException.class)
            .hasMessageStartingWith("NN-1205 at backend 'spare': expected one backend of that name")
            .hasMessageContaining(Spare.class.getName() + " in " + folder.resolve("two"))
            .hasMessageContaining(
                Spare.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .hasMessageContaining("Remove all but one from the class path");
      }
    }
  }

  /** Needs nothing of this class, so that another loader can define it, too. */
  public static final class Spare implements BackendProvider {
    /** For the service loader. */
    public Spare() {}

    @Override
    public String name() {
      return "spare";
    }

    @Override
    public int priority() {
      return 2_000;
    }

    @Override
    public Probe probe() {
      return Probe.available("for tests");
    }

    @Override
    public Backend open(BackendSettings settings) {
      return new ReferenceBackend();
    }
  }
}
