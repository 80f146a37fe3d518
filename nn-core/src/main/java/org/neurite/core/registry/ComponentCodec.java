package org.neurite.core.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
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

  /** Characters of a missing component's settings in a message. */
  private static final int MOST_SHOWN = 1_000;

  /**
   * Plain numbers, the most frequent defaults, are read without the mapper, which starts slowly.
   */
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?");

  private final ComponentRegistry registry;
  private final Map<String, String> origins;
  private final Consumer<ComponentEntry> written;
  private final SettingReader reader = new SettingReader(this);
  private final SettingWriter writer = new SettingWriter(this);

  /**
   * A codec for the components of a registry.
   *
   * @param registry the names
   */
  public ComponentCodec(ComponentRegistry registry) {
    this(registry, Map.of(), entry -> {});
  }

  private ComponentCodec(
      ComponentRegistry registry, Map<String, String> origins, Consumer<ComponentEntry> written) {
    this.registry = registry;
    this.origins = Map.copyOf(origins);
    this.written = written;
  }

  /**
   * The same for a file that says where its components came from.
   *
   * @param names jars by component name, for messages
   * @return a codec whose errors name the jar of a component that is missing
   */
  public ComponentCodec withOrigins(Map<String, String> names) {
    return new ComponentCodec(registry, names, written);
  }

  /**
   * The same, telling what is written.
   *
   * @param listener hears of every component, those inside others too
   * @return a codec
   */
  public ComponentCodec telling(Consumer<ComponentEntry> listener) {
    return new ComponentCodec(registry, origins, listener);
  }

  /**
   * What knows the names.
   *
   * @return the registry
   */
  public ComponentRegistry registry() {
    return registry;
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
    ComponentEntry entry = registry.entryOf(kind, component, place.path());
    written.accept(entry);
    String name = entry.name();
    ObjectNode object = JsonNodeFactory.instance.objectNode().put(TYPE, name);
    RecordSettings settings = RecordSettings.of(component.getClass());
    SettingTypes.require(settings, inside);
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
    return parse(kind, text, ComponentKind.of(kind).orElseThrow().label());
  }

  /**
   * As {@link #parse(Class, String)}, with a word for messages on where the text is from.
   *
   * @param kind the component interface, for instance {@code Optimizer.class}
   * @param text for instance {@code adam}
   * @param where for instance {@code --optimizer}
   * @param <C> the kind
   * @return the component
   * @throws ComponentException as {@link #parse(Class, String)}
   */
  public <C extends Component> C parse(Class<C> kind, String text, String where) {
    return read(kind, textNode(kind, text.strip(), new Place(where, 0)), where);
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
    ComponentEntry entry = find(kind, type.stringValue(), json, place);
    RecordSettings settings = RecordSettings.of(entry.type());
    SettingTypes.require(settings, inside);
    rejectUnknown(entry, settings, json, inside);
    List<Object> values = new ArrayList<>();
    for (RecordSettings.Item item : settings.items()) {
      values.add(value(entry, item, json, inside.field(item.name())));
    }
    return settings.create(values, service -> service(entry, service, inside), inside);
  }

  /** Where a file says which jar a missing component came from, the message says so, too. */
  private ComponentEntry find(ComponentKind kind, String name, JsonNode json, Place place) {
    try {
      return registry.find(kind, name, place.path());
    } catch (ComponentException e) {
      String origin = origins.get(name);
      if (origin == null) {
        throw e;
      }
      Problem problem = e.problem();
      throw new ComponentException(
          problem.found(
              "%s. The file was saved with %s of %s"
                  .formatted(problem.found(), SettingReader.shown(json, MOST_SHOWN), origin)),
          e);
    }
  }

  private Object service(ComponentEntry entry, Class<?> service, Place place) {
    return registry
        .provider(entry)
        .flatMap(provider -> provider.service(service))
        .orElseThrow(
            () ->
                place.problem(
                    ErrorCode.MISSING_SERVICE,
                    "a provider of " + entry.name() + " that gives it a " + service.getName(),
                    "none",
                    "contribute a provider that has it to the set that NeuriteModule uses"));
  }

  private static void rejectUnknown(
      ComponentEntry entry, RecordSettings settings, JsonNode json, Place place) {
    List<String> known = settings.names();
    for (String name : json.propertyNames()) {
      if (!name.equals(TYPE) && !known.contains(name) && !settings.isAlias(name)) {
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
    Optional<JsonNode> given = given(item, json, place);
    if (given.isPresent()) {
      return reader.read(item.type(), given.get(), item.setting(), place);
    }
    if (!item.defaultText().isEmpty()) {
      return reader.read(item.type(), standard(item), item.setting(), place);
    }
    Optional<Object> empty = empty(item.type());
    if (empty.isPresent()) {
      return empty.get();
    }
    throw place.problem(
        ErrorCode.MISSING_SETTING,
        item.setting().map(Setting::doc).orElse("a value") + " for " + entry.name(),
        "nothing",
        "state " + item.name());
  }

  /** What stands under the setting's name, or under one that it had before. */
  private static Optional<JsonNode> given(RecordSettings.Item item, JsonNode json, Place place) {
    List<String> stated = new ArrayList<>();
    if (json.has(item.name())) {
      stated.add(item.name());
    }
    for (String alias : item.aliases()) {
      if (json.has(alias)) {
        stated.add(alias);
      }
    }
    if (stated.size() > 1) {
      throw place.bad("one of the names " + String.join(", ", stated), "all of them");
    }
    return stated.isEmpty() ? Optional.empty() : Optional.of(json.get(stated.get(0)));
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

  /** The default of a setting that has one. */
  static JsonNode standard(RecordSettings.Item item) {
    return textNode(item.type(), item.defaultText(), new Place(item.name(), 0));
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
