package org.neurite.data.preprocess;

import java.util.Objects;
import java.util.function.DoubleFunction;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;

/**
 * A category of any number of values, by the hashing trick (Weinberger et al., 2009): each value
 * sets one of a number of inputs to 1, found by the hash of its text, and values may share an
 * input. A missing value sets none. The hash is FNV-1a with 64 bits over the text's UTF-16 units,
 * its upper half folded onto the lower one, modulo the number of inputs.
 *
 * @param column the column's name
 * @param buckets how many inputs there are, from 2 to {@value #MOST}
 */
public record HashFeature(String column, int buckets) implements Feature {
  /** The largest number of inputs. */
  public static final int MOST = 1 << 20;

  private static final long FNV_BASIS = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /** Checks the number of inputs. */
  public HashFeature {
    Objects.requireNonNull(column, "column");
    if (buckets < 2 || buckets > MOST) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at(column + ": hash")
              .expected("a number of inputs from 2 to " + MOST)
              .found(Integer.toString(buckets)));
    }
  }

  /** The input that a text sets, from 0. */
  int bucket(String text) {
    long hash = FNV_BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return (int) Long.remainderUnsigned(hash ^ (hash >>> 32), buckets);
  }

  @Override
  public Kind kind() {
    return Kind.CATEGORY;
  }

  @Override
  public int width() {
    return buckets;
  }

  @Override
  public Encoder encoder(Column column) {
    CategoryColumn categories = column.categories();
    int[] slots = categories.values().stream().mapToInt(this::bucket).toArray();
    return (row, out, at) -> {
      int code = categories.code(row);
      for (int i = 0; i < buckets; i++) {
        out[at + i] = code >= 0 && slots[code] == i ? 1 : 0;
      }
    };
  }

  @Override
  public String describe(DoubleFunction<String> figures) {
    return "hashed to " + buckets + " inputs";
  }
}
