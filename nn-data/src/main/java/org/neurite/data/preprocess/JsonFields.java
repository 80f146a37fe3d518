package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;
import org.neurite.data.column.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of an object in {@code preprocessing.json}. Strict: the file may come from anyone.
 *
 * @param node the object
 */
record JsonFields(ObjectNode node) {
  private JsonNode field(String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw bad(name, "a value", "none");
    }
    return value;
  }

  boolean has(String name) {
    return node.has(name);
  }

  JsonFields object(String name) {
    return object(field(name), name);
  }

  private static JsonFields object(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      return new JsonFields(object);
    }
    throw bad(name, "an object", node.getNodeType().toString());
  }

  private <T> List<T> list(String name, Function<JsonNode, T> item) {
    JsonNode array = field(name);
    if (!array.isArray()) {
      throw bad(name, "a list", array.getNodeType().toString());
    }
    List<T> items = new ArrayList<>();
    array.forEach(element -> items.add(item.apply(element)));
    return items;
  }

  <T> List<T> objects(String name, Function<JsonFields, T> item) {
    return list(name, element -> item.apply(object(element, name)));
  }

  List<String> texts(String name, int least) {
    List<String> texts = list(name, element -> text(element, name));
    if (texts.size() < least) {
      throw bad(name, "at least " + least, texts.size() + " texts");
    }
    return texts;
  }

  List<Double> numbers(String name) {
    return list(name, element -> number(element, name));
  }

  String text(String name) {
    return text(field(name), name);
  }

  private static String text(JsonNode node, String name) {
    if (!node.isString()) {
      throw bad(name, "a text", node.getNodeType().toString());
    }
    return node.stringValue();
  }

  double number(String name) {
    return number(field(name), name);
  }

  private static double number(JsonNode node, String name) {
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw bad(name, "a finite number", node.toString());
    }
    return node.asDouble();
  }

  int whole(String name, int least, int most) {
    double value = number(name);
    if (value != Math.rint(value) || value < least || value > most) {
      throw bad(name, "a whole number from " + least + " to " + most, Double.toString(value));
    }
    return (int) value;
  }

  boolean flag(String name) {
    JsonNode value = field(name);
    if (!value.isBoolean()) {
      throw bad(name, "true or false", value.getNodeType().toString());
    }
    return value.booleanValue();
  }

  <T> T choice(String name, T[] choices, Function<T, String> names) {
    String text = text(name);
    for (T choice : choices) {
      if (names.apply(choice).equals(text)) {
        return choice;
      }
    }
    throw bad(name, Arrays.stream(choices).map(names).collect(Collectors.joining(", ")), text);
  }

  Kind kind() {
    return choice("kind", Kind.values(), kind -> kind.name().toLowerCase(Locale.ROOT));
  }

  static ModelFormatException bad(String field, String expected, String found) {
    return new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE)
            .at("preprocessing.json:" + field)
            .expected(expected)
            .found(found));
  }
}
