package org.neurite.examples.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.component.ComponentProvider;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerProvider;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;

/**
 * One and the same plugin jar: on the class path, on the module path, merged into one jar with all
 * else, in a folder of plugins, through Guice. Where it may, it trains a network in a JVM of its
 * own.
 */
class OneJarEverywhereTest {
  private static final Pattern LIBRARIES =
      Pattern.compile(
          ".*[/\\\\](nn-|guice|guava|failureaccess|jakarta|aopalliance|jackson|slf4j|fastcsv|picocli"
              + "|progressbar|jline|asm-|jspecify|junit-jupiter|junit-platform-commons|opentest4j"
              + "|apiguardian)[^/\\\\]*\\.jar");
  private static final String MAIN = "org.neurite.cli.Main";

  @TempDir private Path folder;
  private Path plugin;
  private Path data;

  @BeforeEach
  void buildJar() throws IOException {
    plugin =
        new Jar(Files.createDirectory(folder.resolve("plugins")), "acme-scale")
            .layer("Scale", "acme:scale")
            .source(
                "module-info.java",
                "module acme.scale { requires org.neurite.api; exports acme; provides"
                    + " org.neurite.api.component.LayerProvider with acme.ScaleProvider; }")
            .compiledWith("--module-path", Jar.api())
            .build();
    StringBuilder rows = new StringBuilder("x,y\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i).append(',').append(2 * i).append(".5\n");
    }
    data = Files.writeString(folder.resolve("line.csv"), rows);
  }

  /** The entries of the tests' class path that users have, too. */
  private static List<Path> libraries() {
    return Jar.classPath()
        .filter(
            entry ->
                LIBRARIES.matcher(entry).matches()
                    || Files.exists(Path.of(entry, "module-info.class")))
        .map(Path::of)
        .toList();
  }

  private static String joined(Stream<Path> entries) {
    return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private void assertTrains(String... jvm) throws IOException, InterruptedException {
    Path model = folder.resolve("line.nn");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvm));
    if (!command.contains("train")) {
      command.add("train");
    }
    command.addAll(List.of("--data", data.toString(), "--out", model.toString(), "--epochs", "1"));
    command.addAll(List.of("--layers", "[\"acme:scale\"]"));
    Path said = folder.resolve("said.txt");
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said)).contains("network   scale_1, dense_1");
    assertThat(model).exists();
  }

  @Test
  void onTheClassPath() throws IOException, InterruptedException {
    assertTrains("-cp", joined(Stream.concat(libraries().stream(), Stream.of(plugin))), MAIN);
  }

  @Test
  void onTheModulePath() throws IOException, InterruptedException {
    assertTrains(
        "--module-path",
        joined(Stream.concat(libraries().stream(), Stream.of(plugin))),
        "-m",
        "org.neurite.cli/" + MAIN);
  }

  @Test
  void mergedIntoOneJar() throws IOException, InterruptedException {
    Path merged = folder.resolve("merged.jar");
    merge(merged, Stream.concat(libraries().stream(), Stream.of(plugin)).toList());
    assertTrains("-cp", merged.toString(), MAIN);
  }

  @Test
  void inAFolderOfPlugins() throws IOException, InterruptedException {
    String folderName = plugin.getParent().toString();
    assertTrains("-cp", joined(libraries().stream()), MAIN, "train", "--plugins", folderName);
  }

  @Test
  void throughGuice() throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = Jar.loader(plugin)) {
      Object provider =
          loader.loadClass("acme.ScaleProvider").getDeclaredConstructor().newInstance();
      AbstractModule application =
          new AbstractModule() {
            @Override
            protected void configure() {
              Multibinder.newSetBinder(binder(), new TypeLiteral<ComponentProvider<?>>() {})
                  .addBinding()
                  .toInstance((LayerProvider) provider);
            }
          };
      try (Neurite neurite =
          Guice.createInjector(new NeuriteModule(), application).getInstance(Neurite.class)) {
        Layer layer = neurite.environment().codec().parse(Layer.class, "acme:scale");
        assertThat(layer).hasToString("Scale[factor=2.0]");
      }
    }
  }

  /** As a shading tool does that is told to merge service files. */
  private static void merge(Path target, List<Path> sources) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (Path source : sources) {
      if (Files.isDirectory(source)) {
        addFolder(entries, source);
      } else {
        addJar(entries, source);
      }
    }
    entries.keySet().removeIf(name -> name.endsWith("module-info.class"));
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private static void addFolder(Map<String, byte[]> entries, Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        add(
            entries,
            source.relativize(file).toString().replace('\\', '/'),
            Files.readAllBytes(file));
      }
    }
  }

  private static void addJar(Map<String, byte[]> entries, Path source) throws IOException {
    try (ZipFile zip = new ZipFile(source.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
        add(entries, entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
  }

  private static void add(Map<String, byte[]> entries, String name, byte[] bytes) {
    if (name.startsWith("META-INF/services/")) {
      entries.merge(
          name,
          bytes,
          (a, b) -> (new String(a, UTF_8) + "\n" + new String(b, UTF_8)).getBytes(UTF_8));
    } else {
      entries.putIfAbsent(name, bytes);
    }
  }
}
