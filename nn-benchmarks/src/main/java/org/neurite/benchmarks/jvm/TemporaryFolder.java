package org.neurite.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that goes, with all that is in it, when it is closed. */
public final class TemporaryFolder implements AutoCloseable {
  private final Path path;

  /**
   * Makes an empty one.
   *
   * @param name what its name begins with
   * @throws IOException if that fails
   */
  public TemporaryFolder(String name) throws IOException {
    path = Files.createTempDirectory(name);
  }

  /**
   * Where it is.
   *
   * @return the folder
   */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
