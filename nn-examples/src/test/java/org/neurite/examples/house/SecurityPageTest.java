package org.neurite.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each promise of docs/security.md names the test that holds it; there is such a test. */
class SecurityPageTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`");
  private static final Map<String, Path> FILES =
      Repository.javaFiles().stream()
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  Function.identity(),
                  (a, b) -> a));

  private static List<String> promises() {
    return Repository.lines(Repository.root().resolve("docs/security.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| promise"))
        .toList();
  }

  @Test
  void everyPromiseNamesATestThatIsThere() {
    assertThat(promises()).hasSizeGreaterThan(10);
    for (String promise : promises()) {
      List<MatchResult> named = NAMED.matcher(promise).results().toList();
      assertThat(named).as(promise).isNotEmpty();
      for (MatchResult test : named) {
        Path file = FILES.get(test.group(1));
        assertThat(file).as(test.group(1)).isNotNull();
        assertThat(String.join("\n", Repository.lines(file)))
            .as(test.group())
            .contains("void " + test.group(2) + "(");
      }
    }
  }
}
