package org.neurite.examples;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the examples find their data and put their pictures. */
public final class Places {
  private static final String DATA = "nn-examples/data";

  private Places() {}

  /** A committed data file, wherever in the source tree the program was started or built. */
  public static Path data(String file) {
    return root().resolve(DATA).resolve(file);
  }

  /** Where pictures go unless {@code --pictures FOLDER} says otherwise. */
  static Path defaultPictures() {
    return root().resolve("target/pictures");
  }

  private static Path root() {
    return above(Path.of("").toAbsolutePath())
        .or(() -> above(ownLocation()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The examples read " + DATA + " of Neurite's source tree: run them in there"));
  }

  private static Optional<Path> above(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(DATA))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static Path ownLocation() {
    try {
      return Path.of(Places.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Can't tell where the examples were loaded from", e);
    }
  }
}
