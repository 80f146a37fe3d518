package org.neurite.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Java installation.
 *
 * @param home its folder
 * @param version its feature version, for instance 17
 */
record Jdk(Path home, int version) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  /** The one that runs this. */
  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /**
   * Reads what an installation says of itself.
   *
   * @param home its folder
   * @return the installation, or empty if there is none
   */
  static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release)) {
      return Optional.empty();
    }
    try {
      Matcher matcher = VERSION.matcher(Files.readString(release));
      return matcher.find()
          ? Optional.of(new Jdk(home, Integer.parseInt(matcher.group(1))))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds an installation of a version or newer: this one, else the variable {@code
   * JAVA<version>_HOME}, else where JDKs are usually installed on Linux.
   *
   * @param preferred taken if it is new enough
   * @param atLeast the oldest version that will do
   * @return the installation, or empty if there is none
   */
  static Optional<Jdk> find(Jdk preferred, int atLeast) {
    Stream<Path> variable =
        Optional.ofNullable(System.getenv("JAVA" + atLeast + "_HOME")).map(Path::of).stream();
    return Stream.concat(
            Stream.of(preferred),
            Stream.concat(variable, installed()).flatMap(home -> at(home).stream()))
        .filter(jdk -> jdk.version() >= atLeast)
        .findFirst();
  }

  private static Stream<Path> installed() {
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that starts a JVM. */
  String java() {
    return home.resolve("bin").resolve("java").toString();
  }
}
