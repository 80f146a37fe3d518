package org.neurite.data.preprocess;

import java.util.Locale;
import java.util.function.DoubleFunction;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;

/** How one column becomes one or more of a network's inputs. */
public sealed interface Feature
    permits NumberFeature, CategoryFeature, OrdinalFeature, HashFeature, IndexFeature, DateFeature {
  /**
   * The column's name.
   *
   * @return the name
   */
  String column();

  /**
   * What the column's values are.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * How many inputs it makes.
   *
   * @return at least 1
   */
  int width();

  /**
   * What was learnt, for people.
   *
   * @param figures writes a number
   * @return for instance {@code mean 3.5, deviation 1.2}
   */
  String describe(DoubleFunction<String> figures);

  /**
   * Prepares to encode a column's values.
   *
   * @param values a column of that name, in a table of any rows
   * @return writes {@link #width()} numbers per row
   * @throws org.neurite.api.DataException with {@code NN-1704} if the column is of another kind
   */
  Encoder encoder(Column values);

  /** Writes the inputs that a row of one column makes. */
  @FunctionalInterface
  interface Encoder {
    /**
     * Encodes one row.
     *
     * @param row from 0
     * @param out receives the numbers
     * @param at where in {@code out} to begin
     */
    void encode(int row, float[] out, int at);
  }

  /** A kind's name for messages. */
  static String plural(Kind kind) {
    return kind == Kind.CATEGORY ? "categories" : kind.name().toLowerCase(Locale.ROOT) + "s";
  }
}
