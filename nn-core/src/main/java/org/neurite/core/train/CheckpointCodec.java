package org.neurite.core.train;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.Problem;
import org.neurite.api.TrainingException;
import org.neurite.api.component.EpochReport;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.file.CheckpointArchive;
import org.neurite.core.file.ModelArchive;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checkpoints as the entries of a file; {@code docs/model-format.md} describes them. */
final class CheckpointCodec {
  private static final String FORMAT = "neurite-checkpoint";
  private static final int VERSION = 1;
  private static final String BEST = "best/";
  private static final String HISTORY = "history/values";
  private static final String MEASURED = "history/measured";
  private static final List<String> COLUMNS = List.of("epochs", "steps", "samples", "seconds");

  private CheckpointCodec() {}

  static CheckpointArchive write(Checkpoint checkpoint, ModelArchive model, ObjectNode settings) {
    List<String> columns = columns(checkpoint.history());
    ObjectNode training =
        JsonNodeFactory.instance
            .objectNode()
            .put("format", FORMAT)
            .put("formatVersion", VERSION)
            .put("began", checkpoint.began().toString())
            .set("position", checkpoint.position().toJson());
    ArrayNode names = training.putArray("history");
    columns.forEach(names::add);
    ArrayNode listeners = training.putArray("listeners");
    checkpoint.listeners().forEach(listeners::add);
    training.set("settings", settings);
    Map<String, NDArray> tensors = new LinkedHashMap<>(checkpoint.variables());
    checkpoint.best().forEach((name, value) -> tensors.put(BEST + name, value));
    if (!checkpoint.history().isEmpty()) {
      history(checkpoint.history(), columns, tensors);
    }
    return new CheckpointArchive(model, tensors, training);
  }

  private static List<String> columns(List<EpochReport> history) {
    Set<String> columns = new LinkedHashSet<>();
    history.forEach(report -> columns.addAll(report.values().keySet()));
    return List.copyOf(columns);
  }

  /** One row per epoch; JSON knows neither infinity nor NaN, and is limited in size. */
  private static void history(
      List<EpochReport> history, List<String> columns, Map<String, NDArray> tensors) {
    int width = COLUMNS.size() + columns.size();
    double[] values = new double[history.size() * width];
    boolean[] measured = new boolean[values.length];
    int at = 0;
    for (EpochReport report : history) {
      values[at] = report.epochs();
      values[at + 1] = report.steps();
      values[at + 2] = report.samples();
      values[at + 3] = report.seconds();
      at += COLUMNS.size();
      for (String column : columns) {
        Double value = report.values().get(column);
        measured[at] = value != null;
        values[at++] = value == null ? 0 : value;
      }
    }
    tensors.put(HISTORY, NDArray.of(values, history.size(), width));
    Shape shape = Shape.of(history.size(), width);
    tensors.put(MEASURED, NDArray.of(measured, measured.length).reshape(shape));
  }

  /** Reads what {@link #write} wrote; the settings are compared by the caller. */
  static Checkpoint read(CheckpointArchive archive, String where) {
    ObjectNode training = archive.training();
    if (!training.path("format").asString("").equals(FORMAT)) {
      throw damaged(where, "the format " + FORMAT, training.path("format").toString());
    }
    if (training.path("formatVersion").asInt(0) != VERSION) {
      throw new ModelFormatException(
          Problem.of(ErrorCode.MODEL_FILE_VERSION)
              .at(where)
              .expected("a checkpoint of version " + VERSION)
              .found(training.path("formatVersion").toString())
              .mend("resume it with the release that wrote it"));
    }
    Map<String, NDArray> variables = new LinkedHashMap<>(archive.tensors());
    @Nullable NDArray values = variables.remove(HISTORY);
    @Nullable NDArray measured = variables.remove(MEASURED);
    Map<String, NDArray> best = new LinkedHashMap<>();
    archive.tensors().keySet().stream()
        .filter(name -> name.startsWith(BEST))
        .forEach(name -> best.put(name.substring(BEST.length()), take(variables, name)));
    return new Checkpoint(
        began(training.path("began"), where),
        Position.fromJson(training.path("position"), where),
        values == null || measured == null
            ? List.of()
            : history(values, measured, texts(training, "history", where), where),
        archive.model().weights(),
        variables,
        best,
        texts(training, "listeners", where));
  }

  private static Instant began(JsonNode json, String where) {
    try {
      return Instant.parse(json.asString(""));
    } catch (DateTimeParseException e) {
      throw damaged(where + ", began", "a time", json.toString());
    }
  }

  private static NDArray take(Map<String, NDArray> arrays, String name) {
    NDArray array = arrays.get(name);
    arrays.remove(name);
    return array;
  }

  private static List<EpochReport> history(
      NDArray values, NDArray measured, List<String> columns, String where) {
    int width = COLUMNS.size() + columns.size();
    int epochs = values.length() / width;
    Shape shape = Shape.of(epochs, width);
    boolean fits =
        epochs > 0
            && values.shape().equals(shape)
            && measured.shape().equals(shape)
            && values.dataType() == DataType.FLOAT64
            && measured.dataType() == DataType.BOOL;
    if (!fits) {
      throw damaged(where + ", " + HISTORY, "rows of " + width + " numbers", values.toString());
    }
    List<EpochReport> history = new ArrayList<>();
    double[] numbers = values.toDoubles();
    int[] present = measured.toInts();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      int at = (epoch - 1) * width;
      Map<String, Double> named = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        int column = at + COLUMNS.size() + i;
        if (present[column] != 0) {
          named.put(columns.get(i), numbers[column]);
        }
      }
      history.add(
          new EpochReport(
              epoch,
              (int) numbers[at],
              (long) numbers[at + 1],
              (long) numbers[at + 2],
              numbers[at + 3],
              named));
    }
    return history;
  }

  private static List<String> texts(ObjectNode json, String key, String where) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : json.path(key)) {
      if (!element.isString()) {
        throw damaged(where + ", " + key, "texts", element.toString());
      }
      texts.add(element.stringValue());
    }
    return texts;
  }

  static ModelFormatException damaged(String where, String expected, String found) {
    String shown = found.length() > 80 ? found.substring(0, 80) + "…" : found;
    return new ModelFormatException(
        Problem.of(ErrorCode.BAD_MODEL_FILE)
            .at(where)
            .expected(expected)
            .found(shown)
            .mend("resume from another checkpoint"));
  }

  static TrainingException mismatch(String where, String expected, String found) {
    return new TrainingException(
        Problem.of(ErrorCode.CHECKPOINT_MISMATCH)
            .at(where)
            .expected(expected)
            .found(found)
            .mend("train with the checkpoint's settings and data, or in another folder"));
  }
}
