package org.neurite.core.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.neurite.api.component.LayerProvider;

/** A jar with layers, compiled in the test. */
final class PluginJar {
  private static final String SOURCE =
      """
      package %1$s;
      import org.neurite.api.component.*;
      import org.neurite.api.graph.Tensor;
      public final class %2$sProvider implements LayerProvider {
        public record %2$s(@Setting(doc = "factor", defaultValue = "2") double factor)
            implements Layer {
          @Override public Tensor apply(LayerContext ctx, Tensor x) { return x.mul(factor); }
        }
        %3$s
      }
      """;

  private final Path folder;
  private final List<String> services = new ArrayList<>();

  PluginJar(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Adds a healthy layer. */
  PluginJar layer(String type, String name) {
    return provider(
        type,
        "public String name() { return \""
            + name
            + "\"; } public Class<? extends Layer> type() { return "
            + type
            + ".class; }");
  }

  /** Adds a provider with members of its own. */
  PluginJar provider(String type, String members) {
    Path source = folder.resolve(type + "Provider.java");
    try {
      Files.writeString(source, SOURCE.formatted("acme", type, members));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of("-d", folder.toString(), "-proc:none", "--release", "17"),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    if (!compiled) {
      throw new IllegalStateException(messages.toString());
    }
    return service("acme." + type + "Provider");
  }

  /** Adds a line to the service file. */
  PluginJar service(String line) {
    services.add(line);
    return this;
  }

  /** Writes the jar. */
  URL build() throws IOException {
    Path jar = folder.resolveSibling(folder.getFileName() + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        zip.write(Files.readAllBytes(file));
      }
      zip.putNextEntry(new ZipEntry("META-INF/services/" + LayerProvider.class.getName()));
      zip.write(String.join("\n", services).getBytes(StandardCharsets.UTF_8));
    }
    return jar.toUri().toURL();
  }

  /** A class loader that sees jars and the tests' own class path. */
  static URLClassLoader loader(URL... jars) {
    return new URLClassLoader(jars, PluginJar.class.getClassLoader());
  }
}
