package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.neurite.cli.example.Example;

/**
 * What an example printed.
 *
 * @param text all of it
 */
record Printed(String text) {
  private static final Pattern QUOTED =
      Pattern.compile("<!-- output -->\n```text\n(.*?)```", Pattern.DOTALL);

  static Printed by(Example example, String... arguments) {
    StringWriter text = new StringWriter();
    example.run(Arrays.asList(arguments), new PrintWriter(text, true));
    return new Printed(text.toString().replace(System.lineSeparator(), "\n"));
  }

  /** Every block of the page under {@code <!-- output -->} stands in the output, word for word. */
  void isQuotedIn(String page) {
    List<String> blocks =
        QUOTED.matcher(read(page)).results().map(match -> match.group(1)).toList();
    assertThat(blocks).as("output quoted in %s", page).isNotEmpty();
    assertThat(blocks).allSatisfy(block -> assertThat(text).contains(block));
  }

  private static String read(String page) {
    Path file = Places.data("x").resolve("../../../docs/examples").resolve(page).normalize();
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
