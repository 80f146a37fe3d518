package org.neurite.core.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.component.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a setting's value into JSON. */
final class SettingWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ComponentCodec codec;

  SettingWriter(ComponentCodec codec) {
    this.codec = codec;
  }

  /** The value as JSON; empty for an empty optional. */
  Optional<JsonNode> write(Type type, Object value, Place place) {
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(v -> write(argument(type, 0), v, place));
    }
    return Optional.of(present(type, value, place));
  }

  private JsonNode present(Type type, Object value, Place place) {
    if (value instanceof Component component) {
      return codec.write(kind(type, component), component, place);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      for (Object element : list) {
        array.add(present(argument(type, 0), element, place.index(array.size())));
      }
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach(
          (key, v) ->
              object.set(
                  key.toString(), present(argument(type, 1), v, place.field(key.toString()))));
      return object;
    }
    return scalar(value, place);
  }

  /** The kind that the setting declares; a plugin's record may be of several. */
  private static ComponentKind kind(Type type, Component component) {
    return (type instanceof Class<?> declared
            ? ComponentKind.of(declared)
            : Optional.<ComponentKind>empty())
        .or(() -> ComponentKind.of(component.getClass()))
        .orElseThrow();
  }

  private static Type argument(Type type, int i) {
    Type plain = type instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : type;
    return plain instanceof ParameterizedType generic ? generic.getActualTypeArguments()[i] : plain;
  }

  private static JsonNode scalar(Object value, Place place) {
    if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(((Number) value).doubleValue())) {
        throw place.bad("a finite number", value.toString());
      }
      return value instanceof Float single
          ? JSON.numberNode(single)
          : JSON.numberNode((Double) value);
    }
    if (value instanceof Integer number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Long number) {
      return JSON.numberNode(number);
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof Enum<?> constant) {
      return JSON.stringNode(SettingReader.name(constant));
    }
    if (value instanceof String text) {
      return JSON.stringNode(text);
    }
    throw place.bad("a setting of a type that can be saved", value.getClass().getName());
  }
}
