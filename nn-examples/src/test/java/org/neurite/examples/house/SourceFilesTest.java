package org.neurite.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that one can't read in one sitting says why it is that long. */
class SourceFilesTest {
  private static final int LONGEST = 350;
  private static final int FIRST_LINES = 10;

  @Test
  void filesAreShortOrSayWhyNot() {
    assertThat(Repository.javaFiles().stream().filter(SourceFilesTest::isLongWithoutReason))
        .as("Java files of more than %d lines without a `// long: reason` on top", LONGEST)
        .isEmpty();
  }

  private static boolean isLongWithoutReason(Path file) {
    List<String> lines = Repository.lines(file);
    return lines.size() > LONGEST
        && lines.stream().limit(FIRST_LINES).noneMatch(line -> line.matches("// long: .+"));
  }
}
