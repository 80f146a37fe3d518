package org.neurite.core.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.component.Component;
import org.neurite.api.component.Setting;
import tools.jackson.databind.JsonNode;

/** Turns JSON into a value of a setting's type. */
final class SettingReader {
  private static final int MOST_ELEMENTS = 10_000;
  private static final int LONGEST_TEXT = 100_000;

  private final ComponentCodec codec;

  SettingReader(ComponentCodec codec) {
    this.codec = codec;
  }

  /**
   * Reads one value.
   *
   * @param type the setting's type
   * @param node what stands in the file
   * @param range the setting's annotation, whose bounds hold for every number in it
   * @param place where the node stands
   */
  Object read(Type type, JsonNode node, Optional<Setting> range, Place place) {
    if (type instanceof WildcardType wildcard) {
      return read(wildcard.getUpperBounds()[0], node, range, place);
    }
    if (type instanceof ParameterizedType generic) {
      return generic(generic, node, range, place);
    }
    if (type instanceof Class<?> plain) {
      return plain(plain, node, range, place);
    }
    throw SettingTypes.unsupported(type, place);
  }

  private Object generic(
      ParameterizedType type, JsonNode node, Optional<Setting> range, Place place) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return node.isNull() ? Optional.empty() : Optional.of(read(arguments[0], node, range, place));
    }
    if (type.getRawType() == List.class) {
      return list(arguments[0], node, range, place);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return map(arguments[1], node, range, place);
    }
    throw SettingTypes.unsupported(type, place);
  }

  private List<Object> list(Type element, JsonNode node, Optional<Setting> range, Place place) {
    require(node.isArray(), "a list", node, place);
    requireFew(node, place);
    List<Object> values = new ArrayList<>();
    for (JsonNode child : node) {
      values.add(read(element, child, range, place.index(values.size())));
    }
    return values;
  }

  private Map<String, Object> map(
      Type element, JsonNode node, Optional<Setting> range, Place place) {
    require(node.isObject(), "an object", node, place);
    requireFew(node, place);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Object value = read(element, entry.getValue(), range, place.field(entry.getKey()));
      values.put(entry.getKey(), value);
    }
    return values;
  }

  private Object plain(Class<?> type, JsonNode node, Optional<Setting> range, Place place) {
    if (type == boolean.class || type == Boolean.class) {
      require(node.isBoolean(), "true or false", node, place);
      return node.booleanValue();
    }
    if (type == String.class) {
      return text(node, place);
    }
    if (type.isEnum()) {
      return constant(type, node, place);
    }
    Optional<ComponentKind> kind = ComponentKind.of(type);
    if (kind.isPresent()) {
      return component(kind.get(), type, node, place);
    }
    Optional<Object> number = Numbers.read(type, node, range, place);
    if (number.isEmpty()) {
      throw SettingTypes.unsupported(type, place);
    }
    return number.get();
  }

  private static String text(JsonNode node, Place place) {
    require(node.isString(), "a text", node, place);
    String text = node.stringValue();
    if (text.length() > LONGEST_TEXT) {
      throw place.bad("at most " + LONGEST_TEXT + " characters", text.length() + " characters");
    }
    return text;
  }

  private static Object constant(Class<?> type, JsonNode node, Place place) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      names.add(name(constant));
      if (node.isString() && node.stringValue().equals(name(constant))) {
        return constant;
      }
    }
    throw place.bad("one of " + String.join(", ", names), shown(node));
  }

  /** An enum constant in JSON: {@code FAN_IN} is {@code fan-in}. */
  static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Component component(ComponentKind kind, Class<?> type, JsonNode node, Place place) {
    Component component = codec.read(kind, node, place);
    if (!type.isInstance(component)) {
      throw place.bad("a " + type.getSimpleName(), shown(node));
    }
    return component;
  }

  private static void requireFew(JsonNode node, Place place) {
    if (node.size() > MOST_ELEMENTS) {
      throw place.bad("at most " + MOST_ELEMENTS + " elements", node.size() + " elements");
    }
  }

  static void require(boolean holds, String expected, JsonNode found, Place place) {
    if (!holds) {
      throw place.bad(expected, shown(found));
    }
  }

  /** A node as it stands in the file, cut short. */
  static String shown(JsonNode node) {
    return shown(node, 60);
  }

  /** A node as it stands in the file, cut short. */
  static String shown(JsonNode node, int length) {
    String text = node.toString();
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}
