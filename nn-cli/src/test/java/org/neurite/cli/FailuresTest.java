package org.neurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void whatNobodyForesawGoesToALogFile() throws IOException {
    StringWriter err = new StringWriter();
    int code =
        new Failures()
            .report(new IllegalStateException("surprise"), "train", new PrintWriter(err, true));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("nn: unexpected error: java.lang.IllegalStateException: surprise");
    Matcher file = Pattern.compile("the file (\\S+\\.log)\\.").matcher(err.toString());
    assertThat(file.find()).isTrue();
    Path log = Path.of(file.group(1));
    assertThat(Files.readString(log)).contains("surprise").contains("FailuresTest");
    Files.delete(log);
  }

  @Test
  void fullMemoryIsAReasonNotToRunHere() {
    StringWriter err = new StringWriter();
    int code =
        new Failures().report(new OutOfMemoryError("heap"), "train", new PrintWriter(err, true));

    assertThat(code).isEqualTo(4);
    assertThat(err.toString()).startsWith("nn: NN-1503: the JVM's memory is full.");
  }
}
