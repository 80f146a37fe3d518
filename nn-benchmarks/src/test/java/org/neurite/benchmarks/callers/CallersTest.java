package org.neurite.benchmarks.callers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallersTest {
  @Test
  void countsPredictionsOfEachNumberOfThreads() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    String[] arguments = {"--threads", "1,3", "--rounds", "1", "--seconds", "0.2"};
    int code = Callers.run(arguments, stream, stream);
    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(
            line ->
                line.matches(" +[13] threads: +\\d+\\.\\d predictions/s .*, 0 answers differ, .*"));
  }
}
