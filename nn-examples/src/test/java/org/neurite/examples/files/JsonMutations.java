package org.neurite.examples.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes to one place of a JSON tree: absurd numbers, other kinds, nesting, repetition. */
final class JsonMutations {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "7",
          "63",
          "65",
          "1000",
          "65536",
          "1000000",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e308",
          "1e999",
          "1e-999",
          "-0.0",
          "0.5",
          "123456789012345678901234567890");
  private static final List<String> TEXTS =
      List.of(
          "",
          "dense",
          "lstm",
          "gru",
          "conv2d",
          "sequential",
          "residual",
          "named",
          "repeat-vector",
          "positional-encoding",
          "multi-head-attention",
          "embedding",
          "up-sampling2d",
          "reshape",
          "zero-padding2d",
          "time-distributed",
          "bidirectional",
          "graph",
          "relu",
          "identity",
          "java.lang.Runtime",
          "org.neurite.core.layer.Dense",
          "../../etc/passwd",
          "acme:thing",
          "\u0000",
          "\uD800",
          "float32",
          "int32",
          "NaN",
          "F32",
          "I32",
          "F16");

  private JsonMutations() {}

  /** A place in a tree: a key of an object or an index of a list. */
  private record Place(JsonNode parent, String key, int index) {
    JsonNode value() {
      return parent.isObject() ? parent.get(key) : parent.get(index);
    }

    void set(JsonNode value) {
      if (parent instanceof ObjectNode object) {
        object.set(key, value);
      } else {
        ((ArrayNode) parent).set(index, value);
      }
    }

    void remove() {
      if (parent instanceof ObjectNode object) {
        object.remove(key);
      } else {
        ((ArrayNode) parent).remove(index);
      }
    }
  }

  /** The text of a tree with one to three places changed. */
  static String mutate(String text, Random random) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JacksonException e) { // mutated once already
      return raw(text, random);
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<Place> places = new ArrayList<>();
      collect(root, places);
      if (!places.isEmpty()) {
        change(places.get(random.nextInt(places.size())), random);
      }
    }
    String changed = root.toString();
    return random.nextInt(10) > 0 ? changed : raw(changed, random);
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node.isObject()) {
      node.properties().forEach(e -> places.add(new Place(node, e.getKey(), 0)));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        places.add(new Place(node, "", i));
      }
    }
    node.forEach(child -> collect(child, places));
  }

  private static void change(Place place, Random random) {
    JsonNode value = place.value();
    switch (random.nextInt(12)) {
      case 0 -> place.remove();
      case 1 -> place.set(NODES.nullNode());
      case 2 -> place.set(NODES.stringNode(TEXTS.get(random.nextInt(TEXTS.size()))));
      case 3 -> place.set(nested(value, 1 + random.nextInt(140), random.nextBoolean()));
      case 4 -> place.set(repeated(value, 1 << random.nextInt(1 + random.nextInt(14))));
      case 5 -> place.set(NODES.booleanNode(random.nextBoolean()));
      case 6 ->
          place.set(NODES.stringNode("x".repeat(1 << random.nextInt(1 + random.nextInt(21)))));
      case 7 -> addKey(place, random);
      default -> place.set(number(random));
    }
  }

  private static JsonNode number(Random random) {
    return JSON.readTree(NUMBERS.get(random.nextInt(NUMBERS.size())).replace("1e999", "1e308"));
  }

  private static JsonNode nested(JsonNode value, int depth, boolean layers) {
    JsonNode nested = value;
    for (int i = 0; i < depth; i++) {
      nested =
          layers
              ? NODES.objectNode().put("type", "residual").set("body", nested)
              : NODES.arrayNode().add(nested);
    }
    return nested;
  }

  private static JsonNode repeated(JsonNode value, int times) {
    ArrayNode list = NODES.arrayNode();
    int most = Math.max(1, 2_000_000 / Math.max(1, value.toString().length()));
    for (int i = 0; i < Math.min(times, most); i++) {
      if (value.isArray()) {
        list.addAll((ArrayNode) value.deepCopy());
      } else {
        list.add(value.deepCopy());
      }
    }
    return list;
  }

  private static void addKey(Place place, Random random) {
    if (place.parent() instanceof ObjectNode object) {
      object.set(TEXTS.get(random.nextInt(TEXTS.size())), number(random));
    } else {
      place.set(number(random));
    }
  }

  /** No longer JSON, or JSON that a tree cannot say. */
  private static String raw(String text, Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> text + text;
      case 2 -> text.replaceFirst(":", ":NaN,\"x\":");
      case 3 -> "[".repeat(1 << random.nextInt(18)) + text;
      case 4 -> text.replaceFirst("\\{", "{\"format\":\"other\",");
      default -> text.replace("0", "1e999");
    };
  }
}
