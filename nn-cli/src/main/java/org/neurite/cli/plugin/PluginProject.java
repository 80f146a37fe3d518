package org.neurite.cli.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;
import org.neurite.core.registry.ComponentKind;

/** A Maven project with one component, its provider and its contract test, from templates. */
public final class PluginProject {
  /** The kinds of components; there is a template for each. */
  public static final List<String> KINDS =
      Arrays.stream(ComponentKind.values()).map(ComponentKind::label).toList();

  private final Map<String, String> values = new LinkedHashMap<>();
  private final String kind;

  /**
   * A project that is not written yet.
   *
   * @param name {@code vendor:name}
   * @param kind one of {@link #KINDS}
   * @return the project
   * @throws NeuriteException with {@code NN-1801} if no component is called that, or no Java class
   *     can be
   */
  public static PluginProject of(String name, String kind) {
    ProjectNames.check(name);
    PluginProject project = new PluginProject(name, kind);
    List<String> classes = Stream.of("", "Provider", "Test").map(project::type).toList();
    for (String file : List.of(kind, kind + "-test", "provider")) {
      ProjectNames.checkFree(name, classes, template(file));
    }
    return project;
  }

  private PluginProject(String name, String kind) {
    this.kind = kind;
    String vendor = name.substring(0, name.indexOf(':'));
    String component = name.substring(name.indexOf(':') + 1);
    values.put("name", name);
    values.put("vendor", vendor);
    values.put("package", ProjectNames.javaPackage(vendor));
    values.put("component", component);
    values.put("Type", ProjectNames.javaClass(component));
    values.put("Kind", kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1));
    values.put("version", version());
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = PluginProject.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException(e); // a resource of this jar
    }
    return properties.getProperty("version");
  }

  private String type(String ending) {
    return values.get("Type") + ending;
  }

  /**
   * Whether the project needs a Neurite that is in no public repository.
   *
   * @return true for a snapshot
   */
  public boolean needsInstalledNeurite() {
    return version().endsWith("-SNAPSHOT");
  }

  /**
   * Writes all files.
   *
   * @param folder is made if it is not there
   * @throws NeuriteException with {@code NN-1802} if it is not empty or cannot be written to
   */
  public void write(Path folder) {
    Path code = Path.of("src", "main", "java", "%package%");
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(Path.of("pom.xml"), "pom.xml");
    files.put(code.resolve("%Type%.java"), kind);
    files.put(code.resolve("%Type%Provider.java"), "provider");
    files.put(Path.of("src/main/resources/META-INF/services", service()), "service");
    files.put(Path.of("src/test/java/%package%/%Type%Test.java"), kind + "-test");
    try {
      requireEmpty(folder);
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Path target = folder.resolve(filled(file.getKey().toString()));
        Files.createDirectories(target.getParent());
        Files.writeString(target, filled(template(file.getValue())));
      }
    } catch (IOException e) {
      throw unwritable(folder, e.toString());
    }
  }

  private String service() {
    return "org.neurite.api.component." + values.get("Kind") + "Provider";
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw unwritable(folder, "one that is not empty");
        }
      }
    }
  }

  private static NeuriteException unwritable(Path folder, String found) {
    return new NeuriteException(
        Problem.of(ErrorCode.OUTPUT_UNWRITABLE)
            .at(folder.toString())
            .expected("an empty folder, or one that can be made")
            .found(found));
  }

  private static String template(String name) {
    try (InputStream in = PluginProject.class.getResourceAsStream(name + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e); // a resource of this jar
    }
  }

  private String filled(String text) {
    String result = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      result = result.replace("%" + value.getKey() + "%", value.getValue());
    }
    return result;
  }
}
