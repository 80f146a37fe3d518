package org.neurite.core.registry;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks into jars for a provider whose service file got lost, as happens when jars are merged into
 * one. No class is loaded: a class file that names both the component and the service is taken for
 * its provider. Used only where a component was not found.
 */
final class LostServices {
  /** So that a huge class path does not delay an error for more than about a second. */
  private static final int MOST_CLASSES = 30_000;

  private static final long LARGEST = 1 << 16;

  private static final Pattern PATHS = Pattern.compile(Pattern.quote(File.pathSeparator));

  private final byte[] service;
  private final byte[] name;
  private int budget = MOST_CLASSES;

  private LostServices(ComponentKind kind, String name) {
    this.service = kind.provider().getName().replace('.', '/').getBytes(StandardCharsets.UTF_8);
    this.name = name.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Searches the jars of class loaders.
   *
   * @param kind the component's kind
   * @param name its name
   * @param loaders what was searched for services
   * @return class and jar in words
   */
  static Optional<String> search(ComponentKind kind, String name, Collection<ClassLoader> loaders) {
    if (name.indexOf(':') < 0) {
      return Optional.empty();
    }
    LostServices search = new LostServices(kind, name);
    return jars(loaders).stream().flatMap(jar -> search.provider(jar).stream()).findFirst();
  }

  private static Set<Path> jars(Collection<ClassLoader> loaders) {
    Set<Path> jars = new LinkedHashSet<>();
    for (ClassLoader start : loaders) {
      for (ClassLoader loader = start; loader != null; loader = loader.getParent()) {
        if (loader instanceof URLClassLoader urls) {
          Arrays.stream(urls.getURLs()).flatMap(url -> file(url).stream()).forEach(jars::add);
        }
      }
    }
    PATHS
        .splitAsStream(System.getProperty("java.class.path", ""))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .forEach(jars::add);
    return jars.stream()
        .filter(path -> path.toString().endsWith(".jar") && Files.isRegularFile(path))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Optional<Path> file(URL url) {
    try {
      return url.getProtocol().equals("file")
          ? Optional.of(Path.of(url.toURI()))
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> provider(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Iterator<? extends ZipEntry> entries = zip.stream().iterator();
      while (entries.hasNext() && budget > 0) {
        ZipEntry entry = entries.next();
        boolean candidate =
            entry.getName().endsWith(".class")
                && !entry.getName().startsWith("org/neurite/")
                && entry.getSize() <= LARGEST;
        if (candidate && names(zip, entry)) {
          String type = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
          return Optional.of(type + " in " + jar.toUri());
        }
      }
    } catch (IOException e) {
      // A jar that cannot be read can have lost nothing that was to be found in it.
    }
    return Optional.empty();
  }

  private boolean names(ZipFile zip, ZipEntry entry) throws IOException {
    budget--;
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return ProviderFiles.contains(bytes, service) && ProviderFiles.contains(bytes, name);
    }
  }
}
