package org.neurite.data.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.preprocess.Feature;
import org.neurite.data.preprocess.TablePreprocessing;

/** The columns that a model reads, each with its place in the network's input. */
final class Columns {
  private final String model;
  private final TablePreprocessing preprocessing;
  private final Map<String, ColumnEncoder> encoders = new LinkedHashMap<>();

  Columns(String model, TablePreprocessing preprocessing) {
    this.model = model;
    this.preprocessing = preprocessing;
    int offset = 0;
    for (Feature feature : preprocessing.features()) {
      encoders.put(feature.column(), new ColumnEncoder(model, feature, offset));
      offset += feature.width();
    }
  }

  String model() {
    return model;
  }

  List<ColumnEncoder> encoders() {
    return List.copyOf(encoders.values());
  }

  List<String> names() {
    return List.copyOf(encoders.keySet());
  }

  /**
   * Which column a name means.
   *
   * @return one that is written alike, else the only one that differs no more than Java's way of
   *     writing does: {@code medianIncome} for {@code median_income}
   */
  Optional<ColumnEncoder> find(String name) {
    if (encoders.containsKey(name)) {
      return Optional.of(encoders.get(name));
    }
    List<ColumnEncoder> alike = new ArrayList<>();
    for (ColumnEncoder encoder : encoders.values()) {
      if (ColumnNames.plain(encoder.column()).equals(ColumnNames.plain(name))) {
        alike.add(encoder);
      }
    }
    return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
  }

  /** Whether the training table had a column of that name that the network does not read. */
  boolean isIgnored(String name) {
    String plain = ColumnNames.plain(name);
    return ColumnNames.plain(preprocessing.target().column()).equals(plain)
        || preprocessing.ignored().stream().anyMatch(i -> ColumnNames.plain(i).equals(plain));
  }

  DataException mismatch(String where, String found, String remedy) {
    return new DataException(
        Problem.of(ErrorCode.COLUMN_MISMATCH)
            .at(model + ", " + where)
            .expected("the columns " + String.join(", ", names()))
            .found(found)
            .mend(remedy));
  }
}
