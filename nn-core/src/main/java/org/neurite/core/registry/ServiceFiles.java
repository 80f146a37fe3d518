package org.neurite.core.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads service files. */
final class ServiceFiles {
  private ServiceFiles() {}

  /**
   * The service file that declares a provider.
   *
   * @param loader the class loader that was searched
   * @param service the service's class name
   * @param failure what the service loader said; names the provider
   * @return the file's address, in its jar; empty if none declares it
   */
  static Optional<String> declaring(ClassLoader loader, String service, String failure) {
    try {
      for (URL file : Collections.list(loader.getResources("META-INF/services/" + service))) {
        if (declares(file, failure)) {
          return Optional.of(file.toString());
        }
      }
    } catch (IOException e) {
      // Only the message is poorer without it.
    }
    return Optional.empty();
  }

  private static boolean declares(URL file, String failure) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return providers(in).anyMatch(name -> failure.contains(" " + name + " "));
    }
  }

  /** The class names in a service file. */
  static Stream<String> providers(InputStream file) throws IOException {
    return new String(file.readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .map(line -> (line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'))).strip())
        .filter(name -> !name.isEmpty());
  }
}
