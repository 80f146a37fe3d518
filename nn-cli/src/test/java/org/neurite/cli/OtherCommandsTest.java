package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherCommandsTest {
  @Test
  void listsBackends() {
    Cli.Result result = Cli.run("backends");

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("jvm        available    ")
        .contains("nd4j       absent       add org.neurite:nn-backend-nd4j");
  }

  @Test
  void listsExamplesAndRunsOne() {
    assertThat(Cli.run("example").out()).contains("echo                 Says what it was told");
    assertThat(Cli.run("example", "echo", "--loud", "x").out()).isEqualTo("[--loud, x]\n");
  }

  @Test
  void saysItsVersion() {
    Cli.Result result = Cli.run("--version");

    assertThat(result.code()).isZero();
    assertThat(result.out()).startsWith("nn ").contains("Java ");
  }

  @Test
  void helpsWithEveryCommand() {
    for (String command :
        new String[] {"train", "predict", "evaluate", "inspect", "backends", "example"}) {
      Cli.Result result = Cli.run(command, "--help");
      assertThat(result.code()).isZero();
      assertThat(result.out()).startsWith("Usage: nn " + command);
    }
    assertThat(Cli.run("--help").out()).contains("Commands:");
  }
}
