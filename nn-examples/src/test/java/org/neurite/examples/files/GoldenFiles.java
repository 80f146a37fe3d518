package org.neurite.examples.files;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Files of each version of the format, kept for ever. */
final class GoldenFiles {
  private GoldenFiles() {}

  static Path folder(int version) {
    URL url = GoldenFiles.class.getResource("/model-files/version-" + version);
    try {
      return Path.of(Objects.requireNonNull(url, "golden files").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
