package org.neurite.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Column;
import org.neurite.data.preprocess.Encoding;

/** Which encoding each feature has. */
final class Encodings {
  private Encodings() {}

  /** The chosen encodings, and for the other columns what is usual. */
  static Map<String, Encoding> of(List<Column> features, Map<String, Encoding> chosen) {
    Map<String, Encoding> all = new LinkedHashMap<>();
    for (Column feature : features) {
      Encoding encoding = chosen.get(feature.name());
      all.put(feature.name(), Objects.requireNonNullElseGet(encoding, () -> standard(feature)));
    }
    return all;
  }

  private static Encoding standard(Column feature) {
    return Encoding.standard(feature.kind());
  }

  /** Checks that a column is there and of the kind that an encoding wants. */
  static void require(String source, List<Column> features, String name, Encoding encoding) {
    List<String> names = features.stream().map(Column::name).toList();
    int at = names.indexOf(name);
    if (at < 0) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(source)
              .expected("one of the features " + String.join(", ", names))
              .found("'" + name + "'")
              .mend(Table.meant(name, names)));
    }
    if (features.get(at).kind() != encoding.kind()) {
      throw new DataException(
          Problem.of(ErrorCode.COLUMN_MISMATCH)
              .at(source + ":" + name)
              .expected(encoding.kind() + " for this encoding")
              .found(features.get(at).kind().toString())
              .mend("choose another encoding, or state the column's kind when it is read"));
    }
  }
}
