package org.neurite.data.preprocess;

import org.neurite.api.tensor.Dim;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes preprocessing as JSON. The format has a version of its own: 1 knew standardised numbers
 * and one-hot categories only; 2 knows all encodings, image transforms, series and text.
 */
final class PreprocessingWriter {
  static final int VERSION = 2;

  private PreprocessingWriter() {}

  static ObjectNode write(Preprocessing preprocessing) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION);
    if (preprocessing instanceof TablePreprocessing table) {
      writeTable(table, json.put("kind", "table"));
    } else if (preprocessing instanceof ImagePreprocessing image) {
      writeImage(image, json.put("kind", "image"));
    } else if (preprocessing instanceof SeriesPreprocessing series) {
      ArrayNode features = json.put("kind", "series").putArray("features");
      series.features().forEach(feature -> FeatureJson.write(feature, features.addObject()));
      json.put("window", series.window()).put("horizon", series.horizon());
    } else if (preprocessing instanceof TextPreprocessing text) {
      json.put("kind", "text").put("length", text.length());
      text.characters().forEach(json.putArray("characters")::add);
      return json;
    }
    writeTarget(preprocessing.target(), json.putObject("target"));
    return json;
  }

  private static void writeTable(TablePreprocessing table, ObjectNode json) {
    ArrayNode features = json.putArray("features");
    table.features().forEach(feature -> FeatureJson.write(feature, features.addObject()));
    ArrayNode ignored = json.putArray("ignored");
    table.ignored().forEach(ignored::add);
  }

  private static void writeImage(ImagePreprocessing image, ObjectNode json) {
    ArrayNode shape = json.putArray("shape");
    image.inputShape().dims().stream().map(Dim::size).forEach(shape::add);
    json.put("crop", image.transform().crop());
    image.transform().means().forEach(json.putArray("means")::add);
    image.transform().deviations().forEach(json.putArray("deviations")::add);
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
