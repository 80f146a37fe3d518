package org.neurite.examples.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.neurite.api.ErrorCode;
import org.neurite.cli.Main;

/**
 * A wrong command line.
 *
 * @param code what it is answered with
 * @param arguments what stands after {@code ./nn}
 */
record CommandMistake(ErrorCode code, List<String> arguments) {
  CommandMistake(ErrorCode code, String... arguments) {
    this(code, Arrays.asList(arguments));
  }

  /** The first line of what it prints. */
  String message() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    int exit =
        Main.run(arguments.toArray(String[]::new), nowhere, new PrintStream(err, true, UTF_8));
    assertThat(exit).isNotZero();
    String line = err.toString(UTF_8).lines().findFirst().orElseThrow();
    assertThat(line).startsWith("nn: " + code.code());
    return line.replace("\\", "/");
  }
}
