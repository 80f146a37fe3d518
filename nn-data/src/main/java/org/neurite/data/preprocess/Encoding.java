package org.neurite.data.preprocess;

import org.neurite.data.column.Kind;

/**
 * How a column shall become a network's inputs, before anything is learnt about it.
 *
 * <pre>{@code
 * TabularData houses = table.target("price")
 *     .encode("income", Encoding.of("log,clip=1%..99%,robust"))
 *     .encode("region", new CategoryEncoding.Hashing(64));
 * }</pre>
 */
public sealed interface Encoding permits NumberEncoding, CategoryEncoding, DateEncoding {
  /**
   * Reads an encoding from words with commas between them.
   *
   * <ul>
   *   <li>numbers: {@code standardise}, {@code min-max}, {@code robust} or {@code none}; {@code
   *       log}; {@code clip=LOW..HIGH}, with percent signs for quantiles; {@code impute=median},
   *       {@code mean} or a number
   *   <li>categories: {@code one-hot}, {@code ordinal}, {@code ordinal=low<middle<high}, {@code
   *       hash=64}, {@code index}
   *   <li>dates: {@code date}, or {@code date=year+month+weekday}
   * </ul>
   *
   * @param text the words
   * @return the encoding
   * @throws org.neurite.api.DataException with {@code NN-1404} if a word is unknown or does not go
   *     with the others
   */
  static Encoding of(String text) {
    return new EncodingText(text).read();
  }

  /**
   * What is done to a column that nothing is said about: numbers are standardised, categories
   * one-hot, dates taken apart.
   *
   * @param kind what the column is
   * @return its encoding
   */
  static Encoding standard(Kind kind) {
    return switch (kind) {
      case NUMBER -> NumberEncoding.STANDARD;
      case CATEGORY -> new CategoryEncoding.OneHot();
      case DATE -> DateEncoding.STANDARD;
    };
  }

  /**
   * What a column must be.
   *
   * @return the kind
   */
  Kind kind();

  /**
   * Starts to learn about a column.
   *
   * @param column its name
   * @return knows nothing yet
   */
  FeatureFitter fitter(String column);

  /**
   * Whether a column with so many values that nearly every row has one of its own is welcome.
   *
   * @return true if values need not come again to be learnt from
   */
  default boolean takesManyValues() {
    return false;
  }
}
