package org.neurite.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The entries as JSON: an array with one object per subject and workload. */
final class JsonFile {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonFile() {}

  /**
   * Writes a file.
   *
   * @param file where to
   * @param entries what was measured
   * @param conditions machine, Java and the like: put into each object
   */
  static void write(Path file, List<Entry> entries, Conditions conditions) {
    ArrayNode array = MAPPER.createArrayNode();
    entries.forEach(entry -> array.add(node(entry, conditions)));
    MAPPER.writeValue(file, array);
  }

  /**
   * What held for all entries.
   *
   * @param machine processor and system
   * @param java version of the Java that most subjects ran in
   * @param threads how many each subject could use
   * @param loadAverage when measuring began
   */
  record Conditions(String machine, int java, int threads, String loadAverage) {}

  private static ObjectNode node(Entry entry, Conditions conditions) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("subject", entry.subject());
    node.put("version", entry.version());
    node.put("workload", entry.workload().id());
    entry.problem().ifPresent(problem -> node.put("problem", problem));
    if (entry.problem().isEmpty()) {
      figures(node, entry);
      node.put("peakRssMb", entry.peakRssMb().median());
      node.put("coldStartSeconds", entry.coldStartSeconds().median());
      node.put("rounds", entry.rounds().size());
      node.put("settings", entry.settings());
    }
    node.put("machine", conditions.machine());
    node.put("java", conditions.java());
    node.put("threads", conditions.threads());
    node.put("loadAverage", conditions.loadAverage());
    return node;
  }

  private static void figures(ObjectNode node, Entry entry) {
    Figure main = entry.main();
    if (entry.isLatency()) {
      ObjectNode latency = node.putObject("latencyMicros");
      latency.put("median", main.median());
      latency.put("p99", entry.p99Micros().median());
      latency.put("min", main.min());
      latency.put("max", main.max());
      return;
    }
    ObjectNode rate = node.putObject("samplesPerSecond");
    rate.put("median", main.median());
    rate.put("min", main.min());
    rate.put("max", main.max());
  }
}
