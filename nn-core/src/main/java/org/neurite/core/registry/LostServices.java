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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * Looks into jars for providers that no service file declares, because it was forgotten or got lost
 * when jars were merged into one. No class is loaded: a class file that names both the component
 * and the service is taken for its provider. Used only where a component was not found, and where
 * somebody asks what is in a jar.
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
    this.service = internalName(kind);
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

  /**
   * What is to be said of a provider that no service file declares.
   *
   * @param kind its kind
   * @param what whom the file should declare
   * @param place class and jar
   * @return the problem, of which no place is stated
   */
  static Problem problem(ComponentKind kind, String what, String place) {
    return Problem.of(ErrorCode.LOST_SERVICE_FILE)
        .expected("META-INF/services/%s to declare %s".formatted(kind.provider().getName(), what))
        .found("no such line, although " + place + " names it")
        .mend(
            "write the class's name into that file; where jars were merged, merge these files:"
                + " ServicesResourceTransformer of maven-shade-plugin, mergeServiceFiles() of"
                + " Gradle's shadow");
  }

  /**
   * Annotated providers of a jar that no service file of it declares.
   *
   * @param jar a file that can be read
   * @return a problem for each
   */
  static List<Problem> undeclared(Path jar) throws IOException {
    List<Problem> problems = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Set<String> declared = declared(zip);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String type = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
        if (isCandidate(entry) && !declared.contains(type)) {
          kind(zip, entry)
              .map(kind -> problem(kind, type, type + " in " + jar.toUri()).at(jar.toString()))
              .ifPresent(problems::add);
        }
      }
    }
    return problems;
  }

  private static Set<String> declared(ZipFile zip) throws IOException {
    Set<String> declared = new HashSet<>();
    for (ComponentKind kind : ComponentKind.values()) {
      ZipEntry file = zip.getEntry("META-INF/services/" + kind.provider().getName());
      if (file != null) {
        try (InputStream in = zip.getInputStream(file)) {
          ServiceFiles.providers(in).forEach(declared::add);
        }
      }
    }
    return declared;
  }

  /** The kind of an annotated provider's class file; empty for any other class. */
  private static Optional<ComponentKind> kind(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return ProviderFiles.isAnnotated(bytes)
          ? Arrays.stream(ComponentKind.values())
              .filter(kind -> ProviderFiles.contains(bytes, internalName(kind)))
              .findFirst()
          : Optional.empty();
    }
  }

  private static byte[] internalName(ComponentKind kind) {
    return kind.provider().getName().replace('.', '/').getBytes(StandardCharsets.UTF_8);
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
        if (isCandidate(entry) && names(zip, entry)) {
          String type = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
          return Optional.of(type + " in " + jar.toUri());
        }
      }
    } catch (IOException e) {
      // A jar that cannot be read can have lost nothing that was to be found in it.
    }
    return Optional.empty();
  }

  private static boolean isCandidate(ZipEntry entry) {
    return entry.getName().endsWith(".class")
        && !entry.getName().startsWith("org/neurite/")
        && entry.getSize() <= LARGEST;
  }

  private boolean names(ZipFile zip, ZipEntry entry) throws IOException {
    budget--;
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return ProviderFiles.contains(bytes, service) && ProviderFiles.contains(bytes, name);
    }
  }
}
