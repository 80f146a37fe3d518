package org.neurite.core.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.neurite.api.component.Provides;

/**
 * The class files of all providers of a service that a class loader sees, so that those can be told
 * apart that cannot answer to a name: a class does not state what its file does not contain.
 */
final class ProviderFiles {
  private static final byte[] ANNOTATION =
      ("L" + Provides.class.getName().replace('.', '/') + ";").getBytes(StandardCharsets.UTF_8);

  private static final byte[] UNKNOWN = new byte[0];

  /** By provider, in the order of the service files. */
  private final Map<String, byte[]> classFiles = new LinkedHashMap<>();

  private ProviderFiles() {}

  /**
   * Reads service files and the classes that they name.
   *
   * @param service the provider interface
   * @param loader the class loader
   * @return empty if the loader may see providers that are in no service file or no class file: of
   *     modules, or of a loader that keeps its classes elsewhere
   */
  static Optional<ProviderFiles> read(Class<?> service, ClassLoader loader) {
    if (!seesFilesAlone(service, loader)) {
      return Optional.empty();
    }
    ProviderFiles files = new ProviderFiles();
    String path = "META-INF/services/" + service.getName();
    try {
      for (URL file : Collections.list(loader.getResources(path))) {
        if (file.openConnection() instanceof JarURLConnection jar) {
          jar.setUseCaches(false);
          files.readJar(jar);
        } else if (file.getProtocol().equals("file")) {
          files.readFolder(Path.of(file.toURI()));
        } else {
          return Optional.empty();
        }
      }
      return Optional.of(files);
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      return Optional.empty(); // whoever searches all of them says what is wrong
    }
  }

  private static boolean seesFilesAlone(Class<?> service, ClassLoader start) {
    for (ClassLoader loader = start; loader != null; loader = loader.getParent()) {
      boolean known =
          loader instanceof URLClassLoader
              || loader == ClassLoader.getSystemClassLoader()
              || loader == ClassLoader.getPlatformClassLoader();
      if (!known) {
        return false;
      }
    }
    return ModuleLayer.boot().modules().stream()
        .flatMap(module -> module.getDescriptor().provides().stream())
        .noneMatch(provides -> provides.service().equals(service.getName()));
  }

  private void readJar(JarURLConnection connection) throws IOException {
    try (JarFile jar = connection.getJarFile()) {
      for (String provider : providers(jar.getInputStream(connection.getJarEntry()))) {
        JarEntry entry = jar.getJarEntry(provider.replace('.', '/') + ".class");
        put(provider, entry == null ? UNKNOWN : bytes(jar.getInputStream(entry)));
      }
    }
  }

  private void readFolder(Path serviceFile) throws IOException {
    Path folder = serviceFile.resolve("../../..").normalize();
    for (String provider : providers(Files.newInputStream(serviceFile))) {
      Path file = folder.resolve(provider.replace('.', '/') + ".class");
      put(provider, Files.exists(file) ? Files.readAllBytes(file) : UNKNOWN);
    }
  }

  /** The first of one name is the one that is loaded. */
  private void put(String provider, byte[] classFile) {
    classFiles.putIfAbsent(provider, classFile);
  }

  private static List<String> providers(InputStream serviceFile) throws IOException {
    try (serviceFile) {
      return ServiceFiles.providers(serviceFile).toList();
    }
  }

  private static byte[] bytes(InputStream classFile) throws IOException {
    try (classFile) {
      return classFile.readAllBytes();
    }
  }

  /**
   * Providers that may answer to a name.
   *
   * @param name the component's name, or one that it had before
   * @return those whose annotation may have it, those without an annotation, and those whose class
   *     file was not found
   */
  List<String> candidates(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    return classFiles.entrySet().stream()
        .filter(entry -> mayState(entry.getValue(), wanted))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean mayState(byte[] classFile, byte[] name) {
    return contains(classFile, name) || !isAnnotated(classFile);
  }

  /** Whether a class may have the annotation of a provider. */
  static boolean isAnnotated(byte[] classFile) {
    return contains(classFile, ANNOTATION);
  }

  /** Whether bytes occur in others, one after the other. */
  static boolean contains(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (bytes[i] == wanted[0]
          && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }
}
