package org.neurite.data.preprocess;

import org.neurite.api.tensor.Dim;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes preprocessing as JSON. The format has a version of its own. */
final class PreprocessingWriter {
  static final int VERSION = 1;

  private PreprocessingWriter() {}

  static ObjectNode write(Preprocessing preprocessing) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    if (preprocessing instanceof TablePreprocessing table) {
      writeTable(table, json.put("kind", "table"));
    } else {
      json.put("kind", "image");
      ArrayNode shape = json.putArray("shape");
      preprocessing.inputShape().dims().stream().map(Dim::size).forEach(shape::add);
    }
    writeTarget(preprocessing.target(), json.putObject("target"));
    return json;
  }

  private static void writeTable(TablePreprocessing table, ObjectNode json) {
    ArrayNode features = json.putArray("features");
    table.features().forEach(feature -> writeFeature(feature, features.addObject()));
    ArrayNode ignored = json.putArray("ignored");
    table.ignored().forEach(ignored::add);
  }

  private static void writeFeature(Feature feature, ObjectNode json) {
    json.put("column", feature.column());
    if (feature instanceof NumberFeature number) {
      json.put("kind", "number");
      json.put("mean", number.mean());
      json.put("deviation", number.deviation());
      json.put("median", number.median());
      json.put("indicator", number.indicator());
      json.put("missingShare", number.missingShare());
    } else if (feature instanceof CategoryFeature category) {
      json.put("kind", "category");
      ArrayNode values = json.putArray("values");
      category.values().forEach(values::add);
      json.put("indicator", category.indicator());
      ArrayNode shares = json.putArray("shares");
      category.shares().forEach(shares::add);
    }
  }

  private static void writeTarget(Target target, ObjectNode json) {
    json.put("column", target.column());
    if (target instanceof NumberTarget number) {
      json.put("task", "regression");
      json.put("mean", number.mean());
      json.put("deviation", number.deviation());
    } else if (target instanceof ClassTarget classes) {
      json.put("task", "classification");
      json.put("kind", classes.kind().name().toLowerCase(java.util.Locale.ROOT));
      ArrayNode labels = json.putArray("labels");
      classes.labels().forEach(labels::add);
    }
  }
}
