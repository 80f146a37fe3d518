package org.neurite.core.file;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trees of JSON, made of the parser's tokens: the same trees as those of Jackson's mapper, whose
 * several hundred classes a process that only loads a model then never starts.
 */
final class JsonTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTree() {}

  /**
   * Reads a text that is one object and nothing else.
   *
   * @param factory knows the limits, the depth of nesting among them
   * @param text the JSON
   * @return empty if it is not, or breaks a limit, or says a name twice
   */
  static Optional<ObjectNode> read(JsonFactory factory, String text) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      ObjectNode root = NODES.objectNode();
      return fill(root, parser) && parser.nextToken() == null
          ? Optional.of(root)
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Reads to the object's end; false if a name comes again. */
  private static boolean fill(ObjectNode object, JsonParser parser) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      Optional<JsonNode> value = value(parser);
      if (value.isEmpty() || object.replace(name, value.get()) != null) {
        return false;
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT;
  }

  private static boolean fill(ArrayNode array, JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Optional<JsonNode> value = value(parser);
      if (value.isEmpty()) {
        return false;
      }
      array.add(value.get());
    }
    return true;
  }

  /** The value that begins with the current token; empty for one that JSON does not have. */
  private static Optional<JsonNode> value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        yield fill(object, parser) ? Optional.of(object) : Optional.empty();
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        yield fill(array, parser) ? Optional.of(array) : Optional.empty();
      }
      case VALUE_STRING -> Optional.of(NODES.stringNode(parser.getString()));
      case VALUE_NUMBER_INT -> Optional.of(integer(parser));
      case VALUE_NUMBER_FLOAT -> Optional.of(NODES.numberNode(parser.getDoubleValue()));
      case VALUE_TRUE -> Optional.of(NODES.booleanNode(true));
      case VALUE_FALSE -> Optional.of(NODES.booleanNode(false));
      case VALUE_NULL -> Optional.of(NODES.nullNode());
      default -> Optional.empty();
    };
  }

  private static JsonNode integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }
}
