package org.neurite.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links and pictures of the documentation lead somewhere. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

  @Test
  void relativeLinksLeadSomewhere() {
    List<String> broken =
        Pages.all().stream()
            .flatMap(
                page -> links(page).filter(link -> !exists(page, link)).map(l -> page + ": " + l))
            .toList();

    assertThat(broken).as("broken links").isEmpty();
  }

  @Test
  void everyPageIsReachedFromTheReadme() {
    Path root = Repository.root();
    List<Path> linked =
        Pages.all().stream()
            .flatMap(page -> links(page).map(link -> target(page, link)))
            .distinct()
            .toList();

    assertThat(Pages.all())
        .filteredOn(page -> page.startsWith(root.resolve("docs")))
        .allSatisfy(page -> assertThat(linked).contains(page));
  }

  private static Stream<String> links(Path page) {
    return LINK.matcher(String.join("\n", Pages.prose(page)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .filter(link -> !link.matches("(https?|mailto):.*"));
  }

  private static Path target(Path page, String link) {
    String file = link.replaceFirst("#.*", "");
    return file.isEmpty() ? page : page.resolveSibling(file).normalize();
  }

  private static boolean exists(Path page, String link) {
    Path target = target(page, link);
    if (!Files.exists(target)) {
      return false;
    }
    int anchor = link.indexOf('#');
    return anchor < 0
        || Pages.prose(target).stream()
            .filter(line -> line.startsWith("#"))
            .anyMatch(heading -> slug(heading).equals(link.substring(anchor + 1)));
  }

  /** The anchor that GitHub gives a heading. */
  private static String slug(String heading) {
    return heading
        .replaceFirst("^#+ *", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
