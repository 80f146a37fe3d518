package org.neurite.data.predict;

import java.util.List;
import java.util.Locale;

/** Names as Java and as data files write them. */
final class ColumnNames {
  private ColumnNames() {}

  /** A name without what Java and data files write differently: {@code median_income}. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** A remedy that names what was meant, or says something else. */
  static String advice(List<String> near, String otherwise) {
    return near.isEmpty() ? otherwise : "rename '" + near.get(0) + "', or " + otherwise;
  }
}
