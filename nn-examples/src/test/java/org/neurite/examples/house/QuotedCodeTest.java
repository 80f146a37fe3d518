package org.neurite.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Java in the documentation is quoted from a file that is compiled and tested, word for word: the
 * line above the block names the file, as in {@code <!-- code: nn-examples/src/... -->}.
 */
class QuotedCodeTest {
  static Stream<Pages.Block> quotes() {
    return Pages.all().stream()
        .flatMap(page -> Pages.blocks(page).stream())
        .filter(block -> block.language().equals("java") || block.source().isPresent());
  }

  @ParameterizedTest
  @MethodSource("quotes")
  void codeIsQuotedFromAFile(Pages.Block block) {
    assertThat(block.source()).as("%s: the line above names the file", block).isPresent();
    Path file = Repository.root().resolve(block.source().orElseThrow());
    assertThat(Files.exists(file)).as("%s: %s", block, file).isTrue();
    List<String> quoted = unindented(block.lines());
    assertThat(quoted).as("%s: lines", block).isNotEmpty();
    assertThat(contains(Repository.lines(file), quoted))
        .as("%s stands word for word in %s", block, file)
        .isTrue();
  }

  private static boolean contains(List<String> lines, List<String> quoted) {
    for (int start = 0; start + quoted.size() <= lines.size(); start++) {
      List<String> candidate = lines.subList(start, start + quoted.size());
      if (unindented(candidate).equals(quoted)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> unindented(List<String> lines) {
    List<Integer> indents =
        lines.stream()
            .filter(line -> !line.isBlank())
            .map(line -> line.length() - line.stripLeading().length())
            .toList();
    int indent = indents.isEmpty() ? 0 : Collections.min(indents);
    return lines.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList();
  }
}
