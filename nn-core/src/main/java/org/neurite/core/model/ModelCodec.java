package org.neurite.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.NeuriteException;
import org.neurite.api.Problem;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.Sequential;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.JsonNodeType;
import tools.jackson.databind.node.ObjectNode;

/** Models as JSON: the input's type and the layers by component name. */
public final class ModelCodec {
  private static final String PLUGINS = "plugins";

  private final ComponentCodec components;

  /**
   * A codec.
   *
   * @param components reads and writes layers
   */
  public ModelCodec(ComponentCodec components) {
    this.components = components;
  }

  /**
   * Writes a model without its weights.
   *
   * @param model the model
   * @return {@code {"name", "input": {"type", "shape"}, "network", "plugins"}}; the last gives the
   *     jar of each component that is not Neurite's own
   * @throws org.neurite.api.ComponentException if a layer has no registered name
   */
  public ObjectNode toJson(Model model) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", model.name());
    ObjectNode input = json.putObject("input");
    input.put("type", model.inputType().dataType().name().toLowerCase(java.util.Locale.ROOT));
    ArrayNode shape = input.putArray("shape");
    model.sampleShape().dims().forEach(d -> shape.add(d.size()));
    List<Layer> layers = List.copyOf(model.layers());
    Map<String, String> origins = new TreeMap<>();
    json.set(
        "network",
        components
            .telling(entry -> origin(entry).ifPresent(jar -> origins.put(entry.name(), jar)))
            .write(new Sequential(layers)));
    if (!origins.isEmpty()) {
      ObjectNode plugins = json.putObject(PLUGINS);
      origins.forEach(plugins::put);
    }
    return json;
  }

  /** The file name of a plugin's jar, with the version that its manifest states. */
  private static Optional<String> origin(ComponentEntry entry) {
    if (!entry.isPlugin()) {
      return Optional.empty();
    }
    String jar = entry.source().replaceFirst("/$", "").replaceFirst(".*/", "");
    String version = entry.type().getPackage().getImplementationVersion();
    return Optional.of(version == null ? jar : jar + " (version " + version + ")");
  }

  private static Map<String, String> origins(ObjectNode json) {
    Map<String, String> origins = new TreeMap<>();
    for (Map.Entry<String, JsonNode> plugin : json.path(PLUGINS).properties()) {
      origins.put(plugin.getKey(), plugin.getValue().asString(""));
    }
    return origins;
  }

  /**
   * Reads a model.
   *
   * @param json what {@link #toJson} wrote
   * @param where the file, for messages
   * @return the model, all shapes checked
   * @throws ModelFormatException if a part is missing or of the wrong kind
   * @throws org.neurite.api.ComponentException if a component is unknown or wrongly set
   */
  public Model fromJson(ObjectNode json, String where) {
    return fromJson(json, where, variable -> {});
  }

  /**
   * Reads a model of a file, with the weights beside it. Whatever is wrong is an error of the file.
   *
   * @param json what {@link #toJson} wrote
   * @param weights arrays by name: the first variable that is not there, or of another shape, ends
   *     the reading, so that a file cannot ask for more than it brings
   * @param where the file, for messages
   * @return the model, all shapes checked
   * @throws ModelFormatException with the code of what is wrong
   */
  public Model fromJson(ObjectNode json, Map<String, NDArray> weights, String where) {
    try {
      String name = json.path("name").asString("");
      Model model = fromJson(json, where, variable -> Model.requireFits(name, variable, weights));
      model.requireFits(weights);
      return model;
    } catch (ModelFormatException e) {
      throw e;
    } catch (NeuriteException e) {
      throw new ModelFormatException(e.problem().at(place(e.problem(), where)), e);
    } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Sizes that no layer's arithmetic was made for: their product alone may not fit 64 bits.
      throw malformed(where, "a network of sizes that can be computed with", e.toString());
    }
  }

  private static String place(Problem problem, String file) {
    return problem.where().startsWith(file) ? problem.where() : file + ", " + problem.where();
  }

  private Model fromJson(ObjectNode json, String where, Consumer<VariableSpec> allowed) {
    JsonNode name = required(json, "name", JsonNodeType.STRING, where);
    JsonNode input = required(json, "input", JsonNodeType.OBJECT, where);
    JsonNode type = required(input, "type", JsonNodeType.STRING, where + ", input");
    JsonNode shape = required(input, "shape", JsonNodeType.ARRAY, where + ", input");
    JsonNode network = required(json, "network", JsonNodeType.OBJECT, where);
    Layer layer =
        components.withOrigins(origins(json)).read(Layer.class, network, where + ", network");
    if (!(layer instanceof Sequential sequential)) {
      throw malformed(where + ", network", "a sequential network", network.toString());
    }
    TensorType sample = new TensorType(dataType(type.asString(), where), shape(shape, where));
    return new Model(name.asString(), sample, sequential.layers(), allowed);
  }

  private static Shape shape(JsonNode json, String where) {
    List<Dim> dims = new ArrayList<>();
    for (JsonNode size : json) {
      if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 1) {
        throw malformed(where + ", input.shape", "sizes of at least 1", size.toString());
      }
      dims.add(Dim.of(size.intValue()));
    }
    return new Shape(dims);
  }

  private static DataType dataType(String text, String where) {
    return switch (text) {
      case "float32" -> DataType.FLOAT32;
      case "int32" -> DataType.INT32;
      default -> throw malformed(where + ", input.type", "float32 or int32", text);
    };
  }

  private static JsonNode required(JsonNode json, String key, JsonNodeType kind, String where) {
    JsonNode value = json.path(key);
    if (value.getNodeType() != kind) {
      throw malformed(
          where + ", model.json",
          described(kind) + " as '" + key + "'",
          value.isMissingNode() ? "nothing" : value.toString());
    }
    return value;
  }

  private static String described(JsonNodeType kind) {
    return switch (kind) {
      case STRING -> "a text";
      case ARRAY -> "a list";
      default -> "an object";
    };
  }

  private static ModelFormatException malformed(String where, String expected, String found) {
    String shown = found.length() > 80 ? found.substring(0, 80) + "…" : found;
    return new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE)
            .at(where)
            .expected(expected)
            .found(shown)
            .mend("use a file that Neurite wrote"));
  }

  /**
   * Provenance as JSON.
   *
   * @param values JSON values by name
   * @return an object
   */
  public ObjectNode provenance(Map<String, Object> values) {
    return Mapper.JSON.valueToTree(values);
  }

  /**
   * Provenance from JSON.
   *
   * @param json an object
   * @return JSON values by name
   */
  public Map<String, Object> provenance(ObjectNode json) {
    return values(json);
  }

  private static Map<String, Object> values(JsonNode json) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : json.properties()) {
      values.put(property.getKey(), value(property.getValue()));
    }
    return values;
  }

  private static Object value(JsonNode json) {
    if (json.isObject()) {
      return values(json);
    }
    if (json.isArray()) {
      List<Object> elements = new ArrayList<>();
      for (JsonNode element : json) {
        elements.add(value(element));
      }
      return elements;
    }
    if (json.isString()) {
      return json.stringValue();
    }
    if (json.isNumber()) {
      return json.numberValue();
    }
    return json.isBoolean()
        ? (Object) json.booleanValue()
        : Mapper.JSON.treeToValue(json, Object.class);
  }

  /**
   * Made at first use: it takes a tenth of a second, which who only loads a model need not wait.
   */
  private static final class Mapper {
    private static final JsonMapper JSON = JsonMapper.builder().build();
  }
}
