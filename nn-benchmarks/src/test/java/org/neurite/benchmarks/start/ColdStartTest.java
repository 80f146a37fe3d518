package org.neurite.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ColdStartTest {
  @Test
  void timesJvmsAsTheyAreAndWithAnArchive() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code =
        ColdStart.run(new String[] {"--jvms", "1", "--jvm-options", "-Xmx256m"}, stream, stream);
    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(10)
        .allMatch(line -> line.matches("(as it is|with a class archive), +[a-zA-Z' ]+: +.* ms .*"));
  }
}
