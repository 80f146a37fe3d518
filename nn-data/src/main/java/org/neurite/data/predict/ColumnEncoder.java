package org.neurite.data.predict;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.Feature;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.TablePreprocessing;

/** Encodes one value of one column. Thread-safe. */
final class ColumnEncoder {
  /** Texts whose inputs are remembered, per column; and how many inputs that may be. */
  private static final int MOST_TEXTS = 1000;

  private static final int WIDEST = 256;

  private final String model;
  private final Feature feature;
  private final int offset;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  ColumnEncoder(String model, Feature feature, int offset) {
    this.model = model;
    this.feature = feature;
    this.offset = offset;
  }

  String column() {
    return feature.column();
  }

  Kind kind() {
    return feature.kind();
  }

  /**
   * Encodes a value.
   *
   * @param value a number, an optional one, a constant, or what has a text; null if it is missing
   * @throws DataException with {@code NN-1704} if it is of another kind than the column
   */
  void encode(@Nullable Object value, float[] row) {
    if (value instanceof Optional<?> optional) {
      encode(optional.orElse(null), row);
      return;
    }
    if (feature.kind() == Kind.NUMBER) {
      if (value instanceof Number number) {
        encode(number.doubleValue(), row);
        return;
      }
      if (value instanceof OptionalDouble number) {
        encode(number.orElse(Double.NaN), row);
        return;
      }
    }
    Object plain = plain(value);
    requireKind(plain);
    if (feature.kind() != Kind.CATEGORY || feature.width() > WIDEST) {
      write(plain, row, offset);
      return;
    }
    String text = plain.toString();
    float[] inputs = plain instanceof String ? known.get(text) : null;
    if (inputs == null) {
      inputs = new float[feature.width()];
      write(plain, inputs, 0);
      if (plain instanceof String && known.size() < MOST_TEXTS) {
        known.put(text, inputs);
      }
    }
    System.arraycopy(inputs, 0, row, offset, inputs.length);
  }

  private void requireKind(Object value) {
    boolean isNumber = value instanceof Number;
    if (feature.kind() == Kind.NUMBER ? isNumber : feature.kind() != Kind.DATE || !isNumber) {
      return;
    }
    throw new DataException(
        Problem.of(ErrorCode.COLUMN_MISMATCH)
            .at(model + ", column " + column())
            .expected(ValueTypes.expected(feature.kind()))
            .found((isNumber ? "the number " : "the text ") + "'" + value + "'")
            .mend("convert it; null if the value is missing"));
  }

  /** Encodes a number, NaN if it is missing, without an object. */
  void encode(double value, float[] row) {
    if (feature instanceof NumberFeature numbers && !Double.isInfinite(value)) {
      numbers.encode(value, row, offset);
    } else {
      write(value, row, offset);
    }
  }

  private void write(Object value, float[] row, int at) {
    feature
        .encoder(TablePreprocessing.column(feature.column(), value, feature.kind()))
        .encode(0, row, at);
  }

  private Object plain(@Nullable Object value) {
    Object missing = feature.kind() == Kind.NUMBER ? (Object) Double.NaN : "";
    if (value == null) {
      return missing;
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? (Object) number.getAsDouble() : missing;
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? (Object) number.getAsInt() : missing;
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? (Object) number.getAsLong() : missing;
    }
    return value instanceof Enum<?> constant
        ? constant.name()
        : value instanceof Number ? value : value.toString();
  }
}
