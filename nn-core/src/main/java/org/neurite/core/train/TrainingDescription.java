package org.neurite.core.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.neurite.api.ComponentException;
import org.neurite.api.component.Component;
import org.neurite.core.model.Environment;
import org.neurite.core.registry.ComponentCodec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a training was told, as far as it decides what comes out. */
final class TrainingDescription {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SHOWN = 100;

  private TrainingDescription() {}

  /**
   * Describes a training and its data, without the model and its preprocessing. Weights to begin
   * with are not in it: a checkpoint has later ones.
   */
  static ObjectNode of(Environment environment, TrainingSettings settings, Dataset data) {
    ComponentCodec codec = environment.codec();
    UpdateSettings updates = settings.updates();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("backend", environment.backend().name());
    json.set("loss", component(codec, settings.loss()));
    json.set("optimizer", component(codec, updates.optimizer()));
    json.set("schedule", component(codec, settings.schedule()));
    settings.metrics().forEach(m -> json.withArray("metrics").add(component(codec, m)));
    json.put("epochs", settings.epochs());
    json.put("batchSize", settings.batchSize());
    json.put("seed", settings.seed());
    json.put("accumulation", updates.accumulation());
    put(json, "averaging", updates.averaging());
    put(json, "clipByValue", updates.clipValue());
    put(json, "clipByNorm", updates.clipNorm());
    put(json, "clipByGlobalNorm", updates.clipGlobalNorm());
    updates.groups().groups().forEach(g -> json.withArray("groups").add(stable(g)));
    settings.classWeights().forEach(w -> json.withArray("classWeights").add(w));
    settings.earlyStopping().ifPresent(rule -> json.put("earlyStopping", rule.toString()));
    json.set("data", data(data));
    settings.validation().ifPresent(v -> json.set("validation", data(v)));
    return json;
  }

  private static void put(ObjectNode json, String key, OptionalDouble value) {
    value.ifPresent(v -> json.put(key, v));
  }

  private static ObjectNode data(Dataset data) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("input", data.inputShape().toString())
            .put("target", data.targetType().toString())
            .put("weighted", data.hasWeights());
    data.size().ifPresent(n -> json.put("samples", n));
    data.fingerprint().ifPresent(f -> json.put("fingerprint", f));
    return json;
  }

  private static JsonNode component(ComponentCodec codec, Component component) {
    try {
      return codec.write(component);
    } catch (ComponentException e) { // one of the application's own, which no file can name
      return JsonNodeFactory.instance.stringNode(stable(component));
    }
  }

  /** A text that is the same in another run: a lambda's class and any identity hash are not. */
  private static String stable(Object value) {
    Class<?> type = value.getClass();
    return type.isRecord() && !type.isHidden()
        ? value
            .toString()
            .replaceAll("(\\$\\$Lambda)[^,\\]]*", "$1")
            .replaceAll("@[0-9a-f]+(?=[,\\]]|$)", "")
        : type.getName().replaceFirst("(\\$\\$Lambda).*", "$1");
  }

  /**
   * Compares what a checkpoint says with what a training is told.
   *
   * @throws org.neurite.api.TrainingException with {@code NN-1406} and the first difference
   */
  static void requireSame(JsonNode saved, ObjectNode told, String file) {
    Map<String, String> before = flat(saved);
    Map<String, String> now = flat(JSON.readTree(JSON.writeValueAsString(told)));
    before.forEach((path, value) -> requireSame(path, value, now.get(path), file));
    now.forEach((path, value) -> requireSame(path, before.get(path), value, file));
  }

  private static void requireSame(
      String path, @Nullable String before, @Nullable String now, String file) {
    if (before == null || !before.equals(now)) {
      throw CheckpointCodec.mismatch(
          file + ", " + path, shown(before) + " as in the checkpoint", shown(now));
    }
  }

  private static String shown(@Nullable String value) {
    if (value == null) {
      return "nothing";
    }
    return value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
  }

  private static Map<String, String> flat(JsonNode json) {
    Map<String, String> values = new LinkedHashMap<>();
    flatten("", json, values);
    return values;
  }

  private static void flatten(String path, JsonNode json, Map<String, String> values) {
    if (json.isObject()) {
      json.properties()
          .forEach(
              e ->
                  flatten(
                      path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), values));
    } else if (json.isArray()) {
      for (int i = 0; i < json.size(); i++) {
        flatten(path + "[" + i + "]", json.get(i), values);
      }
    } else {
      values.put(path, json.toString());
    }
  }
}
