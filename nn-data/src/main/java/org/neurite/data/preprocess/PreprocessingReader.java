package org.neurite.data.preprocess;

import java.util.List;
import org.neurite.api.tensor.Shape;
import tools.jackson.databind.node.ObjectNode;

/** Reads preprocessing from JSON. Strict: the file may come from anyone. */
final class PreprocessingReader {
  private final JsonFields json;

  PreprocessingReader(ObjectNode json) {
    this.json = new JsonFields(json);
  }

  Preprocessing read() {
    double version = json.number("version");
    if (version != 1 && version != PreprocessingWriter.VERSION) {
      throw JsonFields.bad(
          "version", "version 1 or " + PreprocessingWriter.VERSION, Double.toString(version));
    }
    String kind = json.text("kind");
    if (kind.equals("text")) {
      return text();
    }
    Target target = target(json.object("target"));
    return switch (kind) {
      case "table" ->
          new TablePreprocessing(features((int) version), target, json.texts("ignored", 0));
      case "image" -> image(classes(target), version == 1);
      case "series" -> series(target, (int) version);
      default -> throw JsonFields.bad("kind", "table, image, series or text", kind);
    };
  }

  private List<Feature> features(int version) {
    return json.objects("features", feature -> FeatureJson.read(feature, version));
  }

  private TextPreprocessing text() {
    List<String> characters = json.texts("characters", 1);
    for (String character : characters) {
      if (character.codePointCount(0, character.length()) != 1) {
        throw JsonFields.bad("characters", "one character each", "'" + character + "'");
      }
    }
    return new TextPreprocessing(characters, json.whole("length", 1, Integer.MAX_VALUE));
  }

  private SeriesPreprocessing series(Target target, int version) {
    List<Feature> features = features(version);
    if (features.isEmpty() || !(target instanceof NumberTarget number)) {
      throw JsonFields.bad(
          "features", "at least one, and a number for a target", "none, or classes");
    }
    return new SeriesPreprocessing(
        features,
        json.whole("window", 1, Integer.MAX_VALUE),
        json.whole("horizon", 1, Integer.MAX_VALUE),
        number);
  }

  private ImagePreprocessing image(ClassTarget classes, boolean plain) {
    Shape shape = shape();
    if (plain) {
      return new ImagePreprocessing(shape, classes);
    }
    List<Double> means = json.numbers("means");
    List<Double> deviations = json.numbers("deviations");
    boolean fits =
        means.size() == deviations.size()
            && deviations.stream().allMatch(d -> d > 0)
            && (means.isEmpty() || shape.elements(1) % means.size() == 0);
    if (!fits) {
      throw JsonFields.bad(
          "means", "a mean and a deviation above 0 for each channel", means + ", " + deviations);
    }
    return new ImagePreprocessing(
        shape, classes, new ImageTransform(json.flag("crop"), means, deviations));
  }

  private Shape shape() {
    List<Double> sizes = json.numbers("shape");
    for (double size : sizes) {
      if (size < 1 || size > Integer.MAX_VALUE || size != Math.rint(size)) {
        throw JsonFields.bad("shape", "positive whole numbers", sizes.toString());
      }
    }
    return Shape.of(sizes.stream().mapToLong(Double::longValue).toArray());
  }

  private static ClassTarget classes(Target target) {
    if (target instanceof ClassTarget classes) {
      return classes;
    }
    throw JsonFields.bad("target", "classes for images", "a number");
  }

  private static Target target(JsonFields target) {
    String column = target.text("column");
    return switch (target.text("task")) {
      case "regression" ->
          new NumberTarget(column, target.number("mean"), target.number("deviation"));
      case "classification" -> new ClassTarget(column, target.kind(), target.texts("labels", 0));
      default -> throw JsonFields.bad("task", "regression or classification", target.text("task"));
    };
  }
}
