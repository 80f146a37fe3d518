package org.neurite.examples.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.neurite.api.component.LayerProvider;

/** A jar that is compiled in a test. */
public final class Jar {
  private final Path folder;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> entries = new LinkedHashMap<>();
  private final List<String> options =
      new ArrayList<>(List.of("--release", "17", "-proc:none", "-Xlint:none", "-parameters"));

  /** A jar of that name, without ending, in a folder. */
  public Jar(Path folder, String name) {
    this.folder = folder.resolve(name);
  }

  /** Adds a source file, for instance {@code acme/Scale.java}. */
  public Jar source(String file, String code) {
    sources.put(file, code);
    return this;
  }

  /** Adds options of the compiler. */
  public Jar compiledWith(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  /** Adds anything else. */
  Jar entry(String name, String content) {
    entries.merge(name, content, (a, b) -> a + "\n" + b);
    return this;
  }

  /** Declares providers of a service. */
  public Jar service(Class<?> service, String... providers) {
    return entry("META-INF/services/" + service.getName(), String.join("\n", providers));
  }

  /** Adds the layer {@code y = factor x} in package acme, with its provider. */
  public Jar layer(String type, String name) {
    return layer("acme", type, "@Provides(name = \"" + name + "\", type = " + type + ".class)", "")
        .service(LayerProvider.class, "acme." + type + "Provider");
  }

  /**
   * Adds such a layer whose provider is annotated and filled otherwise, and declares no service.
   */
  public Jar layer(String folderName, String type, String annotation, String members) {
    source(
        folderName + "/" + type + ".java",
        """
        package %s;
        import org.neurite.api.component.*;
        import org.neurite.api.graph.Tensor;
        public record %s(@Setting(doc = "factor", defaultValue = "2", aliases = "scale") double factor)
            implements Layer {
          @Override public Tensor apply(LayerContext ctx, Tensor x) { return x.mul(factor); }
        }
        """
            .formatted(folderName, type));
    return source(
        folderName + "/" + type + "Provider.java",
        """
        package %s;
        import org.neurite.api.component.*;
        %s
        public final class %sProvider implements LayerProvider { %s }
        """
            .formatted(folderName, annotation, type, members));
  }

  /** Compiles all sources and writes the jar. */
  public Path build() {
    try {
      Path classes = Files.createDirectories(folder.resolve("classes"));
      if (!sources.isEmpty()) {
        compile(classes, written());
      }
      Path jar = folder.resolveSibling(folder.getFileName() + ".jar");
      try (OutputStream out = Files.newOutputStream(jar);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Path file : classFiles(classes)) {
          put(
              zip,
              classes.relativize(file).toString().replace('\\', '/'),
              Files.readAllBytes(file));
        }
        for (Map.Entry<String, String> entry : entries.entrySet()) {
          put(zip, entry.getKey(), entry.getValue().getBytes(UTF_8));
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> written() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve("sources").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, source.getValue()));
    }
    return files;
  }

  private void compile(Path classes, List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", classes.toString()));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(said, manager, null, all, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new IllegalStateException(said.toString());
      }
    }
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
  }

  /** Where nn-api is, for the module path of a plugin. */
  public static String api() {
    return classPath()
        .filter(entry -> ModuleFinder.of(Path.of(entry)).find("org.neurite.api").isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** What the tests' class path consists of. */
  static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)));
  }

  /** A class loader that sees jars and the tests' own class path. */
  public static URLClassLoader loader(Path... jars) {
    return loader(Jar.class.getClassLoader(), jars);
  }

  /** A class loader that sees jars and what its parent sees. */
  static URLClassLoader loader(ClassLoader parent, Path... jars) {
    return new URLClassLoader("plugins", Stream.of(jars).map(Jar::url).toArray(URL[]::new), parent);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
