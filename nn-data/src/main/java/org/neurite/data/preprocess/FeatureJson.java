package org.neurite.data.preprocess;

import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads features as JSON; what it reads may come from anyone. */
final class FeatureJson {
  private FeatureJson() {}

  static void write(Feature feature, ObjectNode json) {
    json.put("column", feature.column());
    json.put("kind", feature.kind().name().toLowerCase(Locale.ROOT));
    if (feature instanceof NumberFeature number) {
      writeNumber(number, json);
    } else if (feature instanceof CategoryFeature category) {
      json.put("encoding", "one-hot");
      category.values().forEach(json.putArray("values")::add);
      json.put("indicator", category.indicator());
      category.shares().forEach(json.putArray("shares")::add);
    } else if (feature instanceof OrdinalFeature ordinal) {
      json.put("encoding", "ordinal");
      ordinal.values().forEach(json.putArray("values")::add);
      json.put("mean", ordinal.mean());
      json.put("indicator", ordinal.indicator());
      json.put("missingShare", ordinal.missingShare());
    } else if (feature instanceof HashFeature hash) {
      json.put("encoding", "hash");
      json.put("buckets", hash.buckets());
    } else if (feature instanceof IndexFeature index) {
      json.put("encoding", "index");
      index.values().forEach(json.putArray("values")::add);
    } else if (feature instanceof DateFeature date) {
      writeDate(date, json);
    }
  }

  private static void writeNumber(NumberFeature number, ObjectNode json) {
    json.put("scaling", number.scaling().toString());
    json.put("center", number.center());
    json.put("scale", number.scale());
    json.put("log", number.log());
    if (!number.clipping().equals(Clipping.NONE)) {
      json.put("low", number.clipping().low());
      json.put("high", number.clipping().high());
    }
    json.put("fill", number.fill());
    json.put("indicator", number.indicator());
    json.put("missingShare", number.missingShare());
  }

  private static void writeDate(DateFeature date, ObjectNode json) {
    ArrayNode parts = json.putArray("parts");
    for (DateFeature.Part part : date.parts()) {
      ObjectNode node = parts.addObject();
      node.put("part", part.part().name().toLowerCase(Locale.ROOT));
      node.put("center", part.center());
      node.put("scale", part.scale());
    }
    json.put("indicator", date.indicator());
    json.put("missingShare", date.missingShare());
  }

  static Feature read(JsonFields json, int version) {
    String column = json.text("column");
    return switch (json.kind()) {
      case NUMBER -> version == 1 ? standardised(column, json) : number(column, json);
      case CATEGORY -> category(column, json, version == 1 ? "one-hot" : json.text("encoding"));
      case DATE -> date(column, json);
    };
  }

  private static NumberFeature standardised(String column, JsonFields json) {
    return NumberFeature.standardised(
        column,
        json.number("mean"),
        json.number("deviation"),
        json.number("median"),
        json.flag("indicator"),
        json.number("missingShare"));
  }

  private static NumberFeature number(String column, JsonFields json) {
    return new NumberFeature(
        column,
        clipping(json),
        json.flag("log"),
        json.choice("scaling", Scaling.values(), Scaling::toString),
        json.number("center"),
        json.number("scale"),
        json.number("fill"),
        json.flag("indicator"),
        json.number("missingShare"));
  }

  private static Clipping clipping(JsonFields json) {
    if (!json.has("low")) {
      return Clipping.NONE;
    }
    double low = json.number("low");
    double high = json.number("high");
    if (!(low < high)) {
      throw JsonFields.bad("high", "more than " + low, Double.toString(high));
    }
    return new Clipping(low, high, false);
  }

  private static Feature category(String column, JsonFields json, String encoding) {
    return switch (encoding) {
      case "one-hot" -> oneHot(column, json);
      case "ordinal" ->
          new OrdinalFeature(
              column,
              json.texts("values", 1),
              json.number("mean"),
              json.flag("indicator"),
              json.number("missingShare"));
      case "hash" -> new HashFeature(column, json.whole("buckets", 2, HashFeature.MOST));
      case "index" -> new IndexFeature(column, json.texts("values", 0));
      default -> throw JsonFields.bad("encoding", "one-hot, ordinal, hash or index", encoding);
    };
  }

  private static CategoryFeature oneHot(String column, JsonFields json) {
    var values = json.texts("values", 0);
    boolean indicator = json.flag("indicator");
    var shares = json.numbers("shares");
    int width = values.size() + (indicator ? 1 : 0);
    if (width == 0 || shares.size() != width) {
      throw JsonFields.bad(
          "shares", width + " shares, and at least one", shares.size() + " shares");
    }
    return new CategoryFeature(column, values, indicator, shares);
  }

  private static DateFeature date(String column, JsonFields json) {
    var parts =
        json.objects(
            "parts",
            part ->
                new DateFeature.Part(
                    part.choice("part", DatePart.values(), p -> p.name().toLowerCase(Locale.ROOT)),
                    part.number("center"),
                    part.number("scale")));
    if (parts.isEmpty()) {
      throw JsonFields.bad("parts", "at least one part", "none");
    }
    return new DateFeature(column, parts, json.flag("indicator"), json.number("missingShare"));
  }
}
