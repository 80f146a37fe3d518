package org.neurite.core.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;

/**
 * Plugins as jars in a folder. Each jar has a class loader of its own, so that what one brings with
 * it is not seen by another; all see Neurite and what is on its class path.
 *
 * <pre>{@code
 * try (PluginFolder plugins = PluginFolder.open(Path.of("plugins"));
 *     Neurite neurite = Neurite.create(new NeuriteModule().classLoaders(plugins.loaders()))) {
 *   ...
 * }
 * }</pre>
 */
public final class PluginFolder implements AutoCloseable {
  private static final String READABLE = "make it readable, put a sound one there, or take it away";

  private final List<Path> jars;
  private final List<URLClassLoader> loaders;

  private PluginFolder(List<Path> jars) {
    this.jars = jars;
    this.loaders = jars.stream().map(PluginFolder::loader).toList();
  }

  /**
   * Opens all jars of a folder, in the order of their names.
   *
   * @param folder where the jars are
   * @return their class loaders
   * @throws ComponentException with {@code NN-1206} if there is no such folder or no jar in it, or
   *     if a jar cannot be read
   */
  public static PluginFolder open(Path folder) {
    return new PluginFolder(jars(folder));
  }

  /**
   * Opens one jar.
   *
   * @param jar the file
   * @return its class loader
   * @throws ComponentException with {@code NN-1206} if it cannot be read
   */
  public static PluginFolder ofJar(Path jar) {
    return new PluginFolder(List.of(jar));
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      String found = Files.exists(folder) ? "a file" : "no such folder";
      throw problem(folder, "a folder of jars", found, "state the folder that the jars are in");
    }
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
    } catch (IOException e) {
      throw problem(folder, "a folder of jars", "one that cannot be read (" + e + ")", READABLE);
    }
    if (jars.isEmpty()) {
      throw problem(folder, "at least one jar", "none", "put the plugins' jars there");
    }
    return jars;
  }

  /** A class loader would leave out what it cannot read, and say nothing. */
  private static URLClassLoader loader(Path jar) {
    if (!Files.isRegularFile(jar)) {
      String found = Files.exists(jar) ? "a folder" : "no such file";
      throw problem(jar, "the jar of a plugin", found, "state the jar's path, or build it first");
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return new URLClassLoader(
          zip.getName().replaceFirst(".*[/\\\\]", ""),
          new URL[] {jar.toUri().toURL()},
          PluginFolder.class.getClassLoader());
    } catch (IOException e) {
      throw problem(jar, "a jar that can be read", String.valueOf(e.getMessage()), READABLE);
    }
  }

  private static ComponentException problem(
      Path where, String expected, String found, String mend) {
    return new ComponentException(
        Problem.of(ErrorCode.BROKEN_PROVIDER)
            .at(where.toString())
            .expected(expected)
            .found(found)
            .mend(mend));
  }

  /**
   * What sees the plugins.
   *
   * @return one class loader for each jar
   */
  public List<ClassLoader> loaders() {
    return List.copyOf(loaders);
  }

  /**
   * Providers that nobody finds, as no service file of their jar declares them.
   *
   * @return a description of each, with the code {@code NN-1212}
   */
  public List<Problem> undeclared() {
    List<Problem> problems = new ArrayList<>();
    for (Path jar : jars) {
      try {
        problems.addAll(LostServices.undeclared(jar));
      } catch (IOException e) {
        throw new UncheckedIOException(e); // it could be read when it was opened
      }
    }
    return problems;
  }

  /** Closes the jars. Classes that were not loaded by then can no longer be. */
  @Override
  public void close() {
    try {
      for (URLClassLoader loader : loaders) {
        loader.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
