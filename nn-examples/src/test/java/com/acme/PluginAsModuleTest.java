package com.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's plugin compiles as a module of its own, against nn-api alone. */
class PluginAsModuleTest {
  @TempDir private Path folder;

  @Test
  void compilesAgainstTheApiAlone() throws IOException {
    Path descriptor = folder.resolve("module-info.java");
    try (InputStream text = PluginAsModuleTest.class.getResourceAsStream("module-info.txt")) {
      Files.copy(text, descriptor);
    }
    Path classes = Files.createDirectory(folder.resolve("classes"));

    assertThat(
            compile(
                classes, descriptor, source("ScaleShift.java"), source("ScaleShiftProvider.java")))
        .as("what the compiler says")
        .isEmpty();

    ModuleDescriptor module = ModuleFinder.of(classes).find("com.acme").orElseThrow().descriptor();
    assertThat(module.provides()).hasSize(1);
  }

  private static String compile(Path classes, Path... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "--release", "17", "-Xlint:-module", "--module-path", api(), "-d", classes.toString());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(sources)).call();
    }
    return said.toString();
  }

  private static Path source(String name) {
    Path fromModule = Path.of("src/test/java/com/acme", name);
    return Files.exists(fromModule) ? fromModule : Path.of("nn-examples").resolve(fromModule);
  }

  private static String api() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                Files.exists(Path.of(entry))
                    && ModuleFinder.of(Path.of(entry)).find("org.neurite.api").isPresent())
        .findFirst()
        .orElseThrow();
  }
}
