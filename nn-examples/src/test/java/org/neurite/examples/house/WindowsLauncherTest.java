package org.neurite.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be told of {@code nn.cmd} by reading it. */
class WindowsLauncherTest {
  private static final Pattern JUMP = Pattern.compile("(?:goto |call :)(\\w+)");
  private static final Pattern LABEL = Pattern.compile("(?m)^:(\\w+)\\s*$");

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult r) -> r.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void everyJumpHasItsLabelAndTheProgramIsStarted() throws IOException {
    String script = Files.readString(Repository.root().resolve("nn.cmd"));
    String code = script.replaceAll("(?m)^rem .*$", "");
    Set<String> labels = found(LABEL, code);
    assertThat(labels).contains("build", "freshness");
    assertThat(labels).containsAll(found(JUMP, code));
    assertThat(code).containsOnlyOnce("org.neurite.cli.Main %*");
    assertThat(code.indexOf("org.neurite.cli.Main")).isLessThan(code.indexOf("\n:freshness"));
  }
}
