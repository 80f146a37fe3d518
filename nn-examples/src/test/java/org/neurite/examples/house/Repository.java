package org.neurite.examples.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that these tests run in. */
public final class Repository {
  private Repository() {}

  /** The folder of the parent POM. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("nn-bom/pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException(
          "Not inside Neurite's source tree: " + Path.of("").toAbsolutePath());
    }
    return folder;
  }

  /** The folders of the modules, sorted. */
  public static List<Path> modules() {
    try (Stream<Path> folders = Files.list(root())) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("nn-"))
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every Java file of every module, main and test. */
  static List<Path> javaFiles() {
    return modules().stream().flatMap(module -> javaFiles(module.resolve("src")).stream()).toList();
  }

  private static List<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
