package org.neurite.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neurite.data.TabularData;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.stream.StreamedData;
import picocli.CommandLine.Option;

/** How columns become inputs. */
final class FeatureOptions {
  private static final String FEATURE = "--feature";

  @Option(
      names = FEATURE,
      paramLabel = "COLUMN=WORDS",
      description =
          "How a column becomes inputs, as in income=log,clip=1%%..99%%,robust or size=ordinal or"
              + " day=date. May be repeated.")
  private List<String> features = List.of();

  Map<String, Encoding> encodings() {
    Map<String, Encoding> encodings = new LinkedHashMap<>();
    for (String feature : features) {
      int at = feature.indexOf('=');
      Usage.require(at > 0, FEATURE, "a column and words, as in income=log,robust", feature);
      Encoding before =
          encodings.put(feature.substring(0, at), Encoding.of(feature.substring(at + 1)));
      Usage.require(before == null, FEATURE, "each column once", feature.substring(0, at));
    }
    return encodings;
  }

  boolean isStated() {
    return !features.isEmpty();
  }

  /** What the columns must be for their encodings. */
  Map<String, Kind> kinds() {
    return encodings().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().kind()));
  }

  TabularData encode(TabularData data) {
    TabularData encoded = data;
    for (Map.Entry<String, Encoding> entry : encodings().entrySet()) {
      encoded = encoded.encode(entry.getKey(), entry.getValue());
    }
    return encoded;
  }

  StreamedData encode(StreamedData data) {
    StreamedData encoded = data;
    for (Map.Entry<String, Encoding> entry : encodings().entrySet()) {
      encoded = encoded.encode(entry.getKey(), entry.getValue());
    }
    return encoded;
  }
}
