package org.neurite.benchmarks.plugin;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.neurite.api.component.LayerProvider;
import org.neurite.benchmarks.jvm.Jars;

/** Writes jars of plugins, each a layer with its provider. */
final class PluginJar {
  private PluginJar() {}

  /** What the last of them is called. */
  static String last(int plugins) {
    return "acme:scale-" + (plugins - 1);
  }

  /**
   * Compiles and packs.
   *
   * @param folder where sources, classes and the jar go
   * @param plugins how many
   * @return the jar
   */
  static Path write(Path folder, int plugins) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> files = new ArrayList<>();
    StringBuilder services = new StringBuilder();
    for (int i = 0; i < plugins; i++) {
      files.add(Files.writeString(sources.resolve("Scale" + i + ".java"), layer(i)));
      files.add(Files.writeString(sources.resolve("Scale" + i + "Provider.java"), provider(i)));
      services.append("acme.Scale").append(i).append("Provider\n");
    }
    compile(files, classes);
    Path service = classes.resolve("META-INF/services/" + LayerProvider.class.getName());
    Files.createDirectories(service.getParent());
    Files.writeString(service, services.toString());
    return Jars.pack(classes, folder.resolve("plugins.jar"));
  }

  private static String layer(int i) {
    return """
    package acme;
    import org.neurite.api.component.*;
    import org.neurite.api.graph.Tensor;
    public record Scale%d(@Setting(doc = "factor", defaultValue = "2") double factor)
        implements Layer {
      @Override public Tensor apply(LayerContext ctx, Tensor x) { return x.mul(factor); }
    }
    """
        .formatted(i);
  }

  private static String provider(int i) {
    return """
    package acme;
    import org.neurite.api.component.*;
    @Provides(name = "acme:scale-%d", type = Scale%d.class)
    public final class Scale%dProvider implements LayerProvider {}
    """
        .formatted(i, i, i);
  }

  private static void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString());
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new IllegalStateException(said.toString());
      }
    }
  }
}
