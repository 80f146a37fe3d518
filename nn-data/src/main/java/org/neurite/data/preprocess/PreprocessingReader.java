package org.neurite.data.preprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;
import org.neurite.api.tensor.Shape;
import org.neurite.data.column.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads preprocessing from JSON. Strict: the file may come from anyone. */
final class PreprocessingReader {
  private static final Map<String, Kind> KINDS =
      Map.of("number", Kind.NUMBER, "category", Kind.CATEGORY);

  private final ObjectNode json;

  PreprocessingReader(ObjectNode json) {
    this.json = json;
  }

  Preprocessing read() {
    double version = number(json, "version");
    if (version != PreprocessingWriter.VERSION) {
      throw bad("version", "version " + PreprocessingWriter.VERSION, Double.toString(version));
    }
    Target target = target(object(field(json, "target"), "target"));
    return switch (text(json, "kind")) {
      case "table" ->
          new TablePreprocessing(
              list(json, "features", this::feature), target, list(json, "ignored", this::text));
      case "image" -> new ImagePreprocessing(shape(), classes(target));
      default -> throw bad("kind", "table or image", text(json, "kind"));
    };
  }

  private Shape shape() {
    List<Double> sizes = list(json, "shape", this::number);
    for (double size : sizes) {
      if (size < 1 || size > Integer.MAX_VALUE || size != Math.rint(size)) {
        throw bad("shape", "positive whole numbers", sizes.toString());
      }
    }
    return Shape.of(sizes.stream().mapToLong(Double::longValue).toArray());
  }

  private static ClassTarget classes(Target target) {
    if (target instanceof ClassTarget classes) {
      return classes;
    }
    throw bad("target", "classes for images", "a number");
  }

  private Feature feature(JsonNode node) {
    ObjectNode feature = object(node, "features");
    String column = text(feature, "column");
    if (kind(feature) == Kind.NUMBER) {
      return new NumberFeature(
          column,
          number(feature, "mean"),
          number(feature, "deviation"),
          number(feature, "median"),
          flag(feature, "indicator"),
          number(feature, "missingShare"));
    }
    List<String> values = list(feature, "values", this::text);
    boolean indicator = flag(feature, "indicator");
    List<Double> shares = list(feature, "shares", this::number);
    int width = values.size() + (indicator ? 1 : 0);
    if (width == 0 || shares.size() != width) {
      throw bad("shares", width + " shares, and at least one", shares.size() + " shares");
    }
    return new CategoryFeature(column, values, indicator, shares);
  }

  private Target target(ObjectNode target) {
    String column = text(target, "column");
    return switch (text(target, "task")) {
      case "regression" ->
          new NumberTarget(column, number(target, "mean"), number(target, "deviation"));
      case "classification" ->
          new ClassTarget(column, kind(target), list(target, "labels", this::text));
      default -> throw bad("task", "regression or classification", text(target, "task"));
    };
  }

  private static Kind kind(ObjectNode node) {
    String name = text(node, "kind");
    Kind kind = KINDS.get(name);
    if (kind == null) {
      throw bad("kind", "number or category", name);
    }
    return kind;
  }

  private static JsonNode field(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw bad(name, "a value", "none");
    }
    return value;
  }

  private static ObjectNode object(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw bad(name, "an object", node.getNodeType().toString());
  }

  private static <T> List<T> list(ObjectNode node, String name, Function<JsonNode, T> item) {
    JsonNode array = field(node, name);
    if (!array.isArray()) {
      throw bad(name, "a list", array.getNodeType().toString());
    }
    List<T> items = new ArrayList<>();
    array.forEach(element -> items.add(item.apply(element)));
    return items;
  }

  private static String text(ObjectNode node, String name) {
    return text(field(node, name), name);
  }

  private String text(JsonNode node) {
    return text(node, "list");
  }

  private static String text(JsonNode node, String name) {
    if (!node.isString()) {
      throw bad(name, "a text", node.getNodeType().toString());
    }
    return node.stringValue();
  }

  private static double number(ObjectNode node, String name) {
    return number(field(node, name), name);
  }

  private double number(JsonNode node) {
    return number(node, "list");
  }

  private static double number(JsonNode node, String name) {
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw bad(name, "a finite number", node.toString());
    }
    return node.asDouble();
  }

  private static boolean flag(ObjectNode node, String name) {
    JsonNode value = field(node, name);
    if (!value.isBoolean()) {
      throw bad(name, "true or false", value.getNodeType().toString());
    }
    return value.booleanValue();
  }

  private static ModelFormatException bad(String field, String expected, String found) {
    return new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE)
            .at("preprocessing.json:" + field)
            .expected(expected)
            .found(found));
  }
}
