package org.neurite.core.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.component.Component;
import org.neurite.api.component.Setting;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Components as JSON: {@code {"type": "dense", "units": 64, "activation": "relu"}}, settings by the
 * names of the record's components, the type by its name in a {@link ComponentRegistry}. Where no
 * setting is stated, the name alone will do: {@code "relu"}.
 *
 * <p>Writing states every setting but empty ones, so that a file means the same when a later
 * release changes a default. Reading takes defaults from {@link Setting}. Every error is a {@link
 * ComponentException} that says where in the tree it is, as in {@code layers[2].activation}.
 * Reading a tree never loads a class by name.
 */
public final class ComponentCodec {
  private static final String TYPE = "type";

  /**
   * Plain numbers, the most frequent defaults, are read without the mapper, which starts slowly.
   */
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?");

  private final ComponentRegistry registry;
  private final SettingReader reader = new SettingReader(this);
  private final SettingWriter writer = new SettingWriter(this);

  /**
   * A codec for the components of a registry.
   *
   * @param registry the names
   */
  public ComponentCodec(ComponentRegistry registry) {
    this.registry = registry;
  }

  /**
   * A component as JSON.
   *
   * @param component a record with a name
   * @return an object, or a text if there is nothing to say but the name
   * @throws ComponentException with {@code NN-1201} if it, or one inside it, has no name
   */
  public JsonNode write(Component component) {
    ComponentKind kind =
        ComponentKind.of(component.getClass())
            .orElseThrow(() -> new IllegalArgumentException(component.getClass().getName()));
    return write(kind, component, new Place(kind.label(), 0));
  }

  JsonNode write(ComponentKind kind, Component component, Place place) {
    Place inside = place.enter();
    String name = registry.nameOf(kind, component, place.path());
    ObjectNode object = JsonNodeFactory.instance.objectNode().put(TYPE, name);
    RecordSettings settings = RecordSettings.of(component.getClass());
    for (RecordSettings.Item item : settings.items()) {
      Object value = settings.value(component, item, inside);
      writer
          .write(item.type(), value, inside.field(item.name()))
          .filter(json -> !(isEmpty(json) && item.defaultText().isEmpty()))
          .ifPresent(json -> object.set(item.name(), json));
    }
    return object.size() == 1 ? JsonNodeFactory.instance.stringNode(name) : object;
  }

  private static boolean isEmpty(JsonNode json) {
    return json.isContainer() && json.isEmpty();
  }

  /**
   * A component from text: a name alone, or a JSON object.
   *
   * @param kind the component interface, for instance {@code Optimizer.class}
   * @param text for instance {@code adam}
   * @param <C> the kind
   * @return the component
   * @throws ComponentException with a code NN-12xx if there is no such component, or a setting is
   *     unknown, missing or out of range
   */
  public <C extends Component> C parse(Class<C> kind, String text) {
    Place place = new Place(ComponentKind.of(kind).orElseThrow().label(), 0);
    return read(kind, textNode(kind, text.strip(), place), place.path());
  }

  /**
   * A component from JSON.
   *
   * @param kind the component interface, for instance {@code Layer.class}
   * @param json an object, or a text that is a name
   * @param where path of the node for messages, for instance {@code layers[2]}
   * @param <C> the kind
   * @return the component
   * @throws ComponentException with a code NN-12xx if there is no such component, or a setting is
   *     unknown, missing or out of range
   */
  public <C extends Component> C read(Class<C> kind, JsonNode json, String where) {
    return kind.cast(read(ComponentKind.of(kind).orElseThrow(), json, new Place(where, 0)));
  }

  Component read(ComponentKind kind, JsonNode json, Place place) {
    Place inside = place.enter();
    JsonNode type = json.isObject() ? json.path(TYPE) : json;
    SettingReader.require(
        type.isString(), "a " + kind.label() + ", as a name or an object with a type", json, place);
    ComponentEntry entry = registry.find(kind, type.stringValue(), place.path());
    RecordSettings settings = RecordSettings.of(entry.type());
    rejectUnknown(entry, settings, json, inside);
    List<Object> values = new ArrayList<>();
    for (RecordSettings.Item item : settings.items()) {
      values.add(value(entry, item, json, inside.field(item.name())));
    }
    return settings.create(values, inside);
  }

  private static void rejectUnknown(
      ComponentEntry entry, RecordSettings settings, JsonNode json, Place place) {
    List<String> known = settings.names();
    for (String name : json.propertyNames()) {
      if (!name.equals(TYPE) && !known.contains(name)) {
        throw place
            .field(name)
            .problem(
                ErrorCode.UNKNOWN_SETTING,
                known.isEmpty()
                    ? entry.name() + " to have no settings"
                    : "a setting of " + entry.name() + " (" + String.join(", ", known) + ")",
                "'" + name + "'",
                NearNames.advice(NearNames.of(name, known)));
      }
    }
  }

  private Object value(ComponentEntry entry, RecordSettings.Item item, JsonNode json, Place place) {
    JsonNode given = json.isObject() ? json.get(item.name()) : null;
    if (given != null) {
      return reader.read(item.type(), given, item.setting(), place);
    }
    if (!item.defaultText().isEmpty()) {
      JsonNode standard = textNode(item.type(), item.defaultText(), place);
      return reader.read(item.type(), standard, item.setting(), place);
    }
    return empty(item.type())
        .orElseThrow(
            () ->
                place.problem(
                    ErrorCode.MISSING_SETTING,
                    item.setting().map(Setting::doc).orElse("a value") + " for " + entry.name(),
                    "nothing",
                    "state " + item.name()));
  }

  /** What stands for a list, map or optional that is not given. */
  private static Optional<Object> empty(Type type) {
    Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
    if (raw == List.class) {
      return Optional.of(List.of());
    }
    if (raw == Map.class) {
      return Optional.of(Map.of());
    }
    return raw == Optional.class ? Optional.of(Optional.empty()) : Optional.empty();
  }

  /** JSON text in which a name needs no quotes. */
  private static JsonNode textNode(Type type, String text, Place place) {
    boolean named =
        type instanceof Class<?> plain
            && (plain == String.class || plain.isEnum() || ComponentKind.of(plain).isPresent());
    if (named && !text.startsWith("{") && !text.startsWith("\"")) {
      return JsonNodeFactory.instance.stringNode(text);
    }
    if (text.equals("true") || text.equals("false")) {
      return JsonNodeFactory.instance.booleanNode(text.equals("true"));
    }
    if (INTEGER.matcher(text).matches()) {
      return JsonNodeFactory.instance.numberNode(Integer.parseInt(text));
    }
    if (DECIMAL.matcher(text).matches()) {
      return JsonNodeFactory.instance.numberNode(Double.parseDouble(text));
    }
    try {
      return Mapper.JSON.readTree(text);
    } catch (JacksonException e) {
      throw place.bad("JSON", "'" + text + "' (" + e.getOriginalMessage() + ")");
    }
  }

  /**
   * Made at first use: it takes a tenth of a second, which a training without text need not wait.
   */
  private static final class Mapper {
    private static final JsonMapper JSON = JsonMapper.builder().build();
  }
}
