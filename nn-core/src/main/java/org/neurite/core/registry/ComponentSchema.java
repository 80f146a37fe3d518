package org.neurite.core.registry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.component.Setting;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON schemas (draft 2020-12) of components and of {@code model.json}, from the records' settings:
 * an editor completes and checks by them.
 */
public final class ComponentSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ComponentRegistry registry;

  /**
   * Schemas of what a registry knows.
   *
   * @param registry the components
   */
  public ComponentSchema(ComponentRegistry registry) {
    this.registry = registry;
  }

  /**
   * The schema of one component, with those that may stand in it.
   *
   * @param entry the component
   * @return a schema of its own
   */
  public ObjectNode component(ComponentEntry entry) {
    return complete(JSON.objectNode().put("$ref", reference(entry)));
  }

  /**
   * The schema of {@code model.json}.
   *
   * @return a schema of its own
   */
  public ObjectNode model() {
    ObjectNode schema = JSON.objectNode().put("title", "Neurite model").put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("format").put("const", "neurite-model");
    properties.putObject("formatVersion").put("type", "integer").put("minimum", 1);
    properties.putObject("name").put("type", "string");
    ObjectNode input = properties.putObject("input").put("type", "object");
    ObjectNode sample = input.putObject("properties");
    sample.putObject("type").putArray("enum").add("float32").add("int32");
    sample
        .putObject("shape")
        .put("type", "array")
        .putObject("items")
        .put("type", "integer")
        .put("minimum", 1);
    input.putArray("required").add("type").add("shape");
    ComponentEntry sequential = registry.find(ComponentKind.LAYER, "sequential", "schema");
    properties.putObject("network").put("$ref", reference(sequential));
    properties.putObject("plugins").put("type", "object");
    schema.putArray("required").add("name").add("input").add("network");
    return complete(schema);
  }

  /** Adds what is referred to: every kind, and every component. */
  private ObjectNode complete(ObjectNode schema) {
    ObjectNode whole = JSON.objectNode().put("$schema", DRAFT);
    whole.setAll(schema);
    ObjectNode definitions = whole.putObject("$defs");
    for (ComponentKind kind : ComponentKind.values()) {
      ArrayNode any = definitions.putObject(kind.label()).putArray("anyOf");
      for (ComponentEntry entry : registry.entries(kind)) {
        any.addObject().put("$ref", reference(entry));
        definitions.set(key(entry), definition(entry));
      }
    }
    return whole;
  }

  private static String key(ComponentEntry entry) {
    return entry.kind().label() + " " + entry.name();
  }

  private static String reference(ComponentEntry entry) {
    return "#/$defs/" + key(entry).replace(" ", "%20");
  }

  /** An object with settings; where none is required, the name alone will do. */
  private ObjectNode definition(ComponentEntry entry) {
    RecordSettings settings = RecordSettings.of(entry.type());
    ObjectNode object = JSON.objectNode().put("type", "object");
    ObjectNode properties = object.putObject("properties");
    properties.putObject("type").put("const", entry.name());
    ArrayNode required = object.putArray("required").add("type");
    for (RecordSettings.Item item : settings.items()) {
      properties.set(item.name(), setting(item));
      if (item.defaultText().isEmpty() && !mayBeEmpty(item.type())) {
        required.add(item.name());
      }
    }
    object.put("additionalProperties", false);
    if (required.size() > 1) {
      return object;
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(JSON.objectNode().put("const", entry.name())).add(object);
    return either;
  }

  private static boolean mayBeEmpty(Type type) {
    return type instanceof ParameterizedType generic
        && List.of(List.class, Map.class, Optional.class).contains(generic.getRawType());
  }

  private ObjectNode setting(RecordSettings.Item item) {
    ObjectNode schema = type(item.type(), item.setting());
    item.setting()
        .map(Setting::doc)
        .filter(doc -> !doc.isEmpty())
        .ifPresent(doc -> schema.put("description", doc));
    if (!item.defaultText().isEmpty()) {
      schema.set("default", ComponentCodec.standard(item));
    }
    return schema;
  }

  private ObjectNode type(Type type, Optional<Setting> range) {
    if (type instanceof WildcardType wildcard) {
      return type(wildcard.getUpperBounds()[0], range);
    }
    if (type instanceof ParameterizedType generic) {
      return generic(generic, range);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      ObjectNode schema = JSON.objectNode();
      ArrayNode values = schema.putArray("enum");
      for (Object constant : plain.getEnumConstants()) {
        values.add(SettingReader.name(constant));
      }
      return schema;
    }
    return ComponentKind.of(plain)
        .map(kind -> JSON.objectNode().put("$ref", reference(kind, plain)))
        .orElseGet(() -> scalar(plain, range));
  }

  private ObjectNode generic(ParameterizedType type, Optional<Setting> range) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return type(arguments[0], range);
    }
    if (type.getRawType() == List.class) {
      ObjectNode list = JSON.objectNode().put("type", "array");
      list.set("items", type(arguments[0], range));
      return list;
    }
    ObjectNode map = JSON.objectNode().put("type", "object");
    map.set("additionalProperties", type(arguments[1], range));
    return map;
  }

  /** Any component of the kind, or the one whose record is asked for. */
  private String reference(ComponentKind kind, Class<?> type) {
    return registry.entries(kind).stream()
        .filter(entry -> entry.type() == type)
        .findFirst()
        .map(ComponentSchema::reference)
        .orElse("#/$defs/" + kind.label());
  }

  private static ObjectNode scalar(Class<?> type, Optional<Setting> range) {
    if (type == String.class) {
      return JSON.objectNode().put("type", "string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return JSON.objectNode().put("type", "boolean");
    }
    boolean whole = List.of(int.class, Integer.class, long.class, Long.class).contains(type);
    ObjectNode schema = JSON.objectNode().put("type", whole ? "integer" : "number");
    range.ifPresent(bounds -> bound(schema, bounds, whole));
    return schema;
  }

  private static void bound(ObjectNode schema, Setting range, boolean whole) {
    if (range.min() == Float.MIN_NORMAL) {
      schema.put("exclusiveMinimum", 0);
    } else if (Double.isFinite(range.min())) {
      put(schema, "minimum", range.min(), whole);
    }
    if (Double.isFinite(range.max())) {
      put(schema, "maximum", range.max(), whole);
    }
  }

  private static void put(ObjectNode schema, String key, double value, boolean whole) {
    if (whole) {
      schema.put(key, Math.round(value));
    } else {
      schema.put(key, value);
    }
  }
}
