package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
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

  private static String render() {
    StringBuilder text = new StringBuilder();
    text.append(
            "# Components\n\nEvery built-in component, by the name it has in model files and on")
        .append(" the command line. This file is generated from the sources.\n");
    for (ComponentKind kind : ComponentKind.values()) {
      if (BuiltIns.ENTRIES.stream().noneMatch(entry -> entry.kind() == kind)) {
        continue; // there are only those of plugins
      }
      text.append("\n## Kind: ").append(kind.label()).append('\n');
      BuiltIns.ENTRIES.stream()
          .filter(entry -> entry.kind() == kind)
          .sorted(Comparator.comparing(ComponentEntry::name))
          .forEach(entry -> append(text, entry));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, ComponentEntry entry) {
    text.append("\n### ").append(entry.name()).append("\n\n");
    text.append(description(entry.type())).append('\n');
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

  /** The record's Javadoc up to its parameters, as plain Markdown. */
  private static String description(Class<?> type) {
    Path source =
        Path.of("src", "main", "java")
            .resolve(type.getName().replace('.', java.io.File.separatorChar) + ".java");
    String code;
    try {
      code = Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
