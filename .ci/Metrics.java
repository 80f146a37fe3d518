import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks numbers in a JSON file: {@code java Metrics.java FILE 'validation.rmse<=80000' 'task=regression'}. Ends with 1 and a
 * line for each condition that doesn't hold.
 */
class Metrics {
  public static void main(String[] args) {
    JsonNode root = JsonMapper.shared().readTree(Path.of(args[0]));
    boolean good = true;
    for (int i = 1; i < args.length; i++) {
      String[] parts = args[i].split("(?=[<>=])|(?<=[<>=])(?![<>=])");
      String operator = args[i].replaceAll("[^<>=]", "");
      JsonNode found = root.at("/" + parts[0].replace('.', '/'));
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
