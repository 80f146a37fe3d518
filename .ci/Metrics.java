import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Checks numbers in JSON files: {@code java Metrics.java FILE 'validation.rmse<=80000' 'task=regression'}. Several files, divided
 * by commas, are runs with different seeds: limits hold for the mean of their numbers, which is printed. Ends with 1 and a line for
 * each condition that doesn't hold.
 */
class Metrics {
  public static void main(String[] args) {
    List<JsonNode> roots =
        Pattern.compile(",").splitAsStream(args[0]).map(f -> JsonMapper.shared().readTree(Path.of(f))).toList();
    boolean good = true;
    for (int i = 1; i < args.length; i++) {
      String[] parts = args[i].split("(?=[<>=])|(?<=[<>=])(?![<>=])");
      String operator = args[i].replaceAll("[^<>=]", "");
      String path = "/" + parts[0].replace('.', '/');
      List<JsonNode> all = roots.stream().map(root -> root.at(path)).toList();
      JsonNode found = all.get(0);
      if (all.size() > 1 && all.stream().allMatch(JsonNode::isNumber)) {
        double mean = all.stream().mapToDouble(JsonNode::doubleValue).average().orElseThrow();
        System.out.println(parts[0] + ": mean " + mean + " of " + all + ", limit " + args[i]);
        found = JsonNodeFactory.instance.numberNode(mean);
      }
      String limit = parts[parts.length - 1];
      if (!holds(found, operator, limit)) {
        System.err.println(args[0] + ": expected " + args[i] + ", found " + found);
        good = false;
      }
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean holds(JsonNode found, String operator, String limit) {
    if (found.isMissingNode()) {
      return false;
    }
    return switch (operator) {
      case "<=" -> found.isNumber() && found.doubleValue() <= Double.parseDouble(limit);
      case ">=" -> found.isNumber() && found.doubleValue() >= Double.parseDouble(limit);
      case "=" -> found.asString().equals(limit);
      default -> throw new IllegalArgumentException("Not an operator: " + operator);
    };
  }
}
