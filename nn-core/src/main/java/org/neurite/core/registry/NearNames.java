package org.neurite.core.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a misspelt name may have meant. */
final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** Up to three known names that are close to a wanted one, the closest first. */
  static List<String> of(String wanted, Collection<String> known) {
    int limit = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> distance(wanted, name) <= limit)
        .sorted(
            Comparator.comparingInt((String name) -> distance(wanted, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** An imperative for a message: {@code write 'dense' or 'dropout'}; empty without names. */
  static String advice(List<String> near) {
    return near.isEmpty()
        ? ""
        : near.stream().collect(Collectors.joining("' or '", "write '", "'"));
  }

  /** Edits between two names, without regard to case, separators and a vendor left out. */
  private static int distance(String a, String b) {
    int whole = edits(plain(a), plain(b));
    boolean vendorLeftOut = a.indexOf(':') < 0 && b.indexOf(':') >= 0;
    return vendorLeftOut
        ? Math.min(whole, edits(plain(a), plain(b.substring(b.indexOf(':') + 1))))
        : whole;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Insertions, deletions and substitutions (Levenshtein, 1966). */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
