package org.neurite.testkit.golden;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.backend.Backend;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.Tolerance;
import tools.jackson.databind.JsonNode;

/**
 * One case of a golden file.
 *
 * @param file the file's tolerances and other common facts
 * @param json the case itself
 * @param backends what it is computed on, besides the reference interpreter
 */
record GoldenCase(JsonNode file, JsonNode json, List<Backend> backends) {

  /** Forward tolerance etc. where neither case nor file state one. */
  private static final Map<String, Tolerance> STANDARD =
      Map.of(
          "float32.trajectory", new Tolerance(1e-4, 1e-5),
          "float64.trajectory", new Tolerance(1e-8, 1e-10),
          "float64.losses", new Tolerance(1e-8, 1e-8),
          "float64.final_params", new Tolerance(1e-8, 1e-8),
          "float64.final_predictions", new Tolerance(1e-8, 1e-8),
          "float64.final_logits", new Tolerance(1e-8, 1e-8));

  String name() {
    return json.get("name").stringValue();
  }

  String op() {
    return json.get("op").stringValue();
  }

  JsonNode attrs() {
    return json.get("attrs");
  }

  Map<String, NDArray> inputs() {
    return arrays("inputs");
  }

  Map<String, NDArray> outputs() {
    return arrays("outputs");
  }

  Map<String, NDArray> upstream() {
    return arrays("grad_outputs");
  }

  Map<String, NDArray> grads() {
    return arrays("grads");
  }

  NDArray input(String name) {
    NDArray array = inputs().get(name);
    if (array == null) {
      throw new IllegalArgumentException(name() + " has no input '" + name + "'");
    }
    return array;
  }

  /**
   * How near a number must be.
   *
   * @param precision {@code float32} or {@code float64}
   * @param kind {@code forward}, {@code gradient}, {@code trajectory}, {@code losses} ...
   */
  Tolerance tolerance(String precision, String kind) {
    JsonNode own = json.path("tolerance_" + precision).path(kind);
    JsonNode common = file.path("tolerances").path(precision).path(kind);
    JsonNode stated = own.isObject() ? own : common;
    if (stated.isObject()) {
      return new Tolerance(stated.get("rtol").doubleValue(), stated.get("atol").doubleValue());
    }
    Tolerance standard = STANDARD.get(precision + "." + kind);
    if (standard == null) {
      throw new IllegalArgumentException("no tolerance " + precision + "." + kind);
    }
    return standard;
  }

  /** Whether outputs that begin so were rounded to float32 when they were written. */
  boolean isRounded(String prefix) {
    return json.get("outputs").properties().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .anyMatch(e -> e.getValue().get("dtype").stringValue().equals("float32"));
  }

  private Map<String, NDArray> arrays(String key) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    json.path(key).properties().forEach(e -> arrays.put(e.getKey(), array(e.getValue())));
    return Collections.unmodifiableMap(arrays);
  }

  private static NDArray array(JsonNode node) {
    JsonNode sizes = node.get("shape");
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).longValue();
    }
    JsonNode numbers = node.get("data");
    double[] data = new double[numbers.size()];
    for (int i = 0; i < data.length; i++) {
      JsonNode number = numbers.get(i);
      data[i] = number.isBoolean() ? (number.booleanValue() ? 1 : 0) : number.doubleValue();
    }
    DataType type = dataType(node.get("dtype").stringValue());
    return NDArray.convert(data, new TensorType(type, Shape.of(shape)));
  }

  private static DataType dataType(String name) {
    return switch (name) {
      case "float64", "float32" -> DataType.FLOAT64;
      case "int64" -> DataType.INT32;
      case "bool" -> DataType.BOOL;
      default -> throw new IllegalArgumentException("dtype " + name);
    };
  }
}
