package org.neurite.benchmarks.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PluginSearchTest {
  @Test
  void timesOneAloneAndOneOfSeveral() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = PluginSearch.run(new String[] {"--plugins", "3", "--rounds", "1"}, stream, stream);
    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(6)
        .allMatch(line -> line.matches(" +[13] in the jar, [a-zJVM, ]+: +\\d+\\.\\d ms .*"));
  }
}
