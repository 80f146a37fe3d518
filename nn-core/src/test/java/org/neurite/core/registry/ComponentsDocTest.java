package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/**
 * {@code docs/components.md} is made from the records: their Javadoc and their {@code @Setting}s.
 * With {@code -Dcomponents.write=true} this test writes it, else it fails where the file is stale.
 */
class ComponentsDocTest {
  private static final Path FILE = Path.of("..", "docs", "components.md");

  @Test
  void theCatalogueIsUpToDate() throws IOException {
    String rendered = render();
    if (Boolean.getBoolean("components.write")) {
      Files.writeString(FILE, rendered);
    }
    assertThat(Files.readString(FILE))
        .as("stale: mvn test -pl nn-core -Dtest=ComponentsDocTest -Dcomponents.write=true")
        .isEqualTo(rendered);
  }

  /** A parameter's type, with the space behind it; three dots stay. */
  private static final Pattern TYPE = Pattern.compile("\\b[A-Za-z]+(<[^(]*?>)? (?=[a-z])");

  /** A year, or a library whose component it equals. */
  private static final Pattern SOURCE =
      Pattern.compile("\\b(1[7-9]|20)\\d\\d\\b|PyTorch|Keras|TensorFlow|scikit-learn");

  /** What needs no source: school arithmetic, and how a network is put together. */
  private static final Set<String> ELEMENTARY =
      Set.of(
          "layer activation",
          "layer flatten",
          "layer graph",
          "layer named",
          "layer parallel",
          "layer reshape",
          "layer sequential",
          "merge add",
          "merge average",
          "merge concat",
          "merge maximum",
          "merge minimum",
          "merge subtract",
          "merge multiply",
          "activation identity",
          "loss joint",
          "initializer constant",
          "initializer normal",
          "initializer uniform",
          "initializer zeros",
          "schedule constant");

  @Test
  void everyComponentNamesItsSource() {
    assertThat(BuiltInEntries.all())
        .filteredOn(entry -> !SOURCE.matcher(description(entry.type())).find())
        .extracting(entry -> entry.kind().label() + " " + entry.name())
        .containsExactlyInAnyOrderElementsOf(ELEMENTARY);
  }

  private static String render() {
    StringBuilder text = new StringBuilder();
    text.append(
            "# Components\n\nEvery built-in component, by the name it has in model files and on")
        .append(" the command line, and how it is made in Java.")
        .append(" This file is generated from the sources.\n");
    for (ComponentKind kind : ComponentKind.values()) {
      if (BuiltIns.of(kind).isEmpty()) {
        continue; // there are only those of plugins
      }
      text.append("\n## Kind: ").append(kind.label()).append('\n');
      BuiltIns.of(kind).stream()
          .sorted(Comparator.comparing(ComponentEntry::name))
          .forEach(entry -> append(text, entry));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, ComponentEntry entry) {
    text.append("\n### ").append(entry.name()).append("\n\n");
    text.append(description(entry.type())).append("\n\nIn Java: ");
    text.append(constructors(entry.type())).append('\n');
    List<RecordSettings.Item> items = RecordSettings.of(entry.type()).items();
    if (!items.isEmpty()) {
      text.append("\n| setting | type | default | range | meaning |\n|---|---|---|---|---|\n");
      items.forEach(item -> text.append(row(item)));
    }
  }

  private static String row(RecordSettings.Item item) {
    Setting setting = item.setting().orElseThrow();
    boolean bounded = Double.isFinite(setting.min()) || Double.isFinite(setting.max());
    String missing = optional(item) ? "none" : "required";
    return String.format(
        Locale.ROOT,
        "| `%s` | `%s` | %s | %s | %s |\n",
        item.name(),
        item.type().getTypeName().replaceAll("[a-z.]+\\.(?=[A-Z])", ""),
        setting.defaultValue().isEmpty() ? missing : "`" + setting.defaultValue() + "`",
        bounded ? Settings.range(setting) : "",
        setting.doc());
  }

  private static boolean optional(RecordSettings.Item item) {
    return item.type().getTypeName().startsWith("java.util.Optional");
  }

  /** How an object is made, the shortest way first. */
  private static String constructors(Class<? extends Component> type) {
    String name = type.getSimpleName();
    String code = source(type);
    String all =
        RecordSettings.of(type).items().stream()
            .map(RecordSettings.Item::name)
            .collect(Collectors.joining(", "));
    Matcher shorter = Pattern.compile("(?s)\n  public " + name + "\\((.*?)\\) \\{").matcher(code);
    Stream<String> parameters =
        shorter
            .results()
            .map(found -> TYPE.matcher(found.group(1).replaceAll("\\s+", " ").strip()))
            .map(declared -> declared.replaceAll(""));
    return Stream.concat(parameters, Stream.of(all))
        .sorted(Comparator.comparingInt(String::length))
        .distinct()
        .map(list -> "`new " + name + "(" + list + ")`")
        .collect(Collectors.joining(", "));
  }

  private static String source(Class<?> type) {
    Path source =
        Path.of("src", "main", "java")
            .resolve(type.getName().replace('.', java.io.File.separatorChar) + ".java");
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The record's Javadoc up to its parameters, as plain Markdown. */
  private static String description(Class<?> type) {
    String code = source(type);
    String before = code.substring(0, code.indexOf("public record"));
    String comment = before.substring(before.lastIndexOf("/**") + 3, before.lastIndexOf("*/"));
    String text = comment.replaceAll("(?m)^ *\\* ?", "").replaceAll("(?s)\n@param.*", "");
    return text.replaceAll("\\{@link\\s+#?([^}]*)}", "`$1`")
        .replaceAll("(?s)\\{@code\\s+([^}]*)}", "`$1`")
        .replaceAll("\\s*<p>", "\n\n")
        .replaceAll("(?<!\n)\n(?!\n)", " ")
        .replaceAll(" {2,}", " ")
        .strip();
  }
}
