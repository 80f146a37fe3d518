package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurite.api.BackendException;
import org.neurite.api.backend.BackendProvider;
import org.neurite.api.backend.BackendSettings;

/** The classes of this module, ND4J and JavaCPP once more, on a class path that lacks some jars. */
final class ClassPath implements Closeable {
  private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

  private final URL[] entries;
  private final URLClassLoader loader;

  private ClassPath(URL... entries) {
    this.entries = entries;
    loader =
        new URLClassLoader(entries, ClassLoader.getPlatformClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.startsWith("org.neurite.api.")
                ? BackendProvider.class.getClassLoader().loadClass(name)
                : super.loadClass(name, resolve);
          }
        };
  }

  /**
   * The class path of these tests.
   *
   * @param jars what the names of those that are left out contain
   */
  static ClassPath without(String jars) {
    Pattern left = Pattern.compile("(" + jars + ")[^/\\\\]*\\.jar$");
    return new ClassPath(
        SEPARATOR
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(entry -> !left.matcher(entry).find())
            .map(entry -> url(Path.of(entry)))
            .toArray(URL[]::new));
  }

  ClassPath with(Path jar) throws IOException {
    close();
    return new ClassPath(
        Stream.concat(Arrays.stream(entries), Stream.of(url(jar))).toArray(URL[]::new));
  }

  /** This module's provider, as it sees that class path. */
  BackendProvider provider() {
    return ServiceLoader.load(BackendProvider.class, loader).stream()
        .filter(p -> p.type().getSimpleName().equals("Nd4jBackendProvider"))
        .findFirst()
        .orElseThrow()
        .get();
  }

  /** A failed probe, the first time and the second, and what comes of opening all the same. */
  void fails(String what, String why) {
    BackendProvider provider = provider();
    for (int i = 0; i < 2; i++) {
      assertThat(provider.probe().available()).isFalse();
      assertThat(provider.probe().detail())
          .startsWith(what + " can't be loaded on " + System.getProperty("os.name"))
          .contains(why)
          .endsWith("; the backend 'jvm' needs no native library");
    }
    assertThatThrownBy(() -> provider.open(BackendSettings.defaults()))
        .isInstanceOf(BackendException.class)
        .hasMessageStartingWith("NN-1501 at backend 'nd4j'")
        .hasMessageContaining(why);
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
