package org.neurite.data.predict;

import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.predict.InputEncoder;
import org.neurite.core.registry.NearNames;

/**
 * Encodes rows that are maps from column to value. The target and columns that were left out in
 * training may be there; a null is a missing value.
 */
final class MapEncoder implements InputEncoder<Map<String, ?>> {
  private static final String WHERE = "map";

  private final Columns columns;
  private final List<ColumnEncoder> encoders;

  MapEncoder(Columns columns) {
    this.columns = columns;
    this.encoders = columns.encoders();
  }

  /**
   * Refuses maps that no row could be: other keys than texts, or values of one type that does not
   * fit every column.
   */
  static void requireTypes(Columns columns, ParameterizedType map) {
    Class<?> key = ValueTypes.content(map.getActualTypeArguments()[0]);
    if (!key.isAssignableFrom(String.class)) {
      throw columns.mismatch(
          WHERE, "keys of type " + key.getName(), "ask with a Map<String, Object>");
    }
    Class<?> value = ValueTypes.content(map.getActualTypeArguments()[1]);
    for (ColumnEncoder encoder : columns.encoders()) {
      if (!ValueTypes.isOpen(value) && !ValueTypes.fit(value, encoder.kind())) {
        throw new DataException(
            Problem.of(ErrorCode.COLUMN_MISMATCH)
                .at(columns.model() + ", map, column " + encoder.column())
                .expected(ValueTypes.expected(encoder.kind()))
                .found("values of type " + value.getName())
                .mend("ask with a Map<String, Object>"));
      }
    }
  }

  @Override
  public void encode(@Nullable Map<String, ?> input, float[] row) {
    if (input == null) {
      throw columns.mismatch(WHERE, "null", "pass a map");
    }
    int found = 0;
    for (ColumnEncoder encoder : encoders) {
      if (!input.containsKey(encoder.column())) {
        List<String> near =
            NearNames.of(
                encoder.column(),
                input.keySet().stream().filter(name -> !columns.names().contains(name)).toList());
        throw columns.mismatch(
            WHERE,
            "none called '" + encoder.column() + "'",
            ColumnNames.advice(near, "put it there; null if the value is missing"));
      }
      found++;
      encoder.encode(input.get(encoder.column()), row);
    }
    if (input.size() > found) {
      requireKnown(input);
    }
  }

  private void requireKnown(Map<String, ?> input) {
    for (String name : input.keySet()) {
      if (!columns.names().contains(name) && !columns.isIgnored(name)) {
        throw columns.mismatch(WHERE, "also '" + name + "'", "leave it out");
      }
    }
  }
}
