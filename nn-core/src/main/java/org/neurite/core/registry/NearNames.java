package org.neurite.core.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a misspelt name may have meant. */
public final class NearNames {
  private static final int MOST = 3;

  /** Nobody misspells at such length; comparing would take long. */
  private static final int LONGEST = 100;

  private NearNames() {}

  /**
   * Known names that are close to a wanted one.
   *
   * @param wanted the name that is not known
   * @param known those that are
   * @return up to three, the closest first
   */
  public static List<String> of(String wanted, Collection<String> known) {
    if (wanted.length() > LONGEST) {
      return List.of();
    }
    int limit = wanted.length() == 1 ? 0 : Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> distance(wanted, name) <= limit)
        .sorted(
            Comparator.comparingInt((String name) -> distance(wanted, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /**
   * An imperative for a message.
   *
   * @param near names that may have been meant
   * @return {@code write 'dense' or 'dropout'}; empty without names
   */
  public static String advice(List<String> near) {
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

  /** Letters inserted, deleted, exchanged or swapped with a neighbour (Damerau, 1964). */
  private static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, i, j, a, b);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, int i, int j, String a, String b) {
    int exchanged = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(exchanged, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
