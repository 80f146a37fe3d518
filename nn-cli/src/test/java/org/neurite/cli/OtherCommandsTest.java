package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void saysWhereNoPluginWasFound(@TempDir Path folder) throws IOException {
    assertThat(Cli.run("plugins").out()).startsWith("none: no plugin is on the class path");
    Path jar = folder.resolve("empty.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("notes.txt"));
    }
    Cli.Result listed = Cli.run("plugins", "--plugins", folder);
    assertThat(listed.code()).as(listed.err()).isZero();
    assertThat(listed.out())
        .startsWith("none: no jar in " + folder + " declares a component in META-INF/services");
    Cli.Result checked = Cli.run("plugins", "check", jar);
    assertThat(checked.code()).isEqualTo(3);
    assertThat(checked.out()).startsWith("no component in " + jar);
  }
}
