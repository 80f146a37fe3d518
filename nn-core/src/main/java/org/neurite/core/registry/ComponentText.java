package org.neurite.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;

/** A component in words: what a user wants to know before writing its name. */
public final class ComponentText {
  private ComponentText() {}

  /**
   * Describes a component and its settings.
   *
   * @param entry the component
   * @return lines of text
   */
  public static List<String> describe(ComponentEntry entry) {
    List<String> lines = new ArrayList<>();
    lines.add("%s %s".formatted(entry.kind().label(), entry.name()));
    lines.add("  from      " + entry.source());
    lines.add("  record    " + entry.type().getName());
    if (!entry.aliases().isEmpty()) {
      lines.add("  formerly  " + String.join(", ", entry.aliases()));
    }
    RecordSettings settings = RecordSettings.of(entry.type());
    lines.add(settings.items().isEmpty() ? "  no settings" : "  settings");
    settings.items().forEach(item -> lines.add("    " + describe(item)));
    return lines;
  }

  private static String describe(RecordSettings.Item item) {
    String standard = item.defaultText();
    Optional<Setting> stated = item.setting();
    String range =
        stated
            .filter(s -> Double.isFinite(s.min()) || Double.isFinite(s.max()))
            .map(s -> ", " + Settings.range(s))
            .orElse("");
    return "%-18s %s%s%s; %s"
        .formatted(
            item.name(),
            item.type().getTypeName().replaceAll("[a-z.]+\\.(?=[A-Z])", ""),
            standard.isEmpty() ? "" : ", default " + standard,
            range,
            stated.map(Setting::doc).orElse("no description"));
  }
}
