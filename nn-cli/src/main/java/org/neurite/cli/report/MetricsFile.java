package org.neurite.cli.report;

import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Measurements as JSON, for programs. */
public final class MetricsFile {
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  /**
   * Adds a value.
   *
   * @param key its name
   * @param value a text or a number
   * @return this file
   */
  public MetricsFile put(String key, Object value) {
    json.putPOJO(key, value);
    return this;
  }

  /**
   * Adds measurements.
   *
   * @param key their name
   * @param values by name, in the target's units
   * @return this file
   */
  public MetricsFile put(String key, Map<String, Double> values) {
    ObjectNode group = json.putObject(key);
    values.forEach(group::put);
    return this;
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @param file where to
   */
  public void write(Path file) {
    String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    TextFile.write(file, writer -> writer.append(text).append('\n'));
  }
}
