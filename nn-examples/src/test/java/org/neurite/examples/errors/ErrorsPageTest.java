package org.neurite.examples.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.examples.house.Repository;

/**
 * docs/errors.md explains every code, and quotes what a typical mistake is really answered with.
 */
class ErrorsPageTest {
  private static final Pattern SECTION =
      Pattern.compile(
          "^### (NN-\\d{4})\\b[^\n]*\n(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern QUOTE = Pattern.compile("```text\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern SOURCE_LINE = Pattern.compile("\\w+\\.java:\\d+");

  static Stream<Mistake> mistakes() {
    return Stream.of(
            GraphMistakes.ALL,
            ComponentMistakes.ALL,
            PluginMistakes.ALL,
            RunMistakes.ALL,
            FileMistakes.ALL)
        .flatMap(List::stream);
  }

  static Stream<CommandMistake> commandMistakes() {
    return FileMistakes.COMMANDS.stream();
  }

  @Test
  void everyCodeHasASectionAndEverySectionACode() {
    List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();

    assertThat(SECTION.matcher(page()).results().map(section -> section.group(1)))
        .as("sections of docs/errors.md, in the order of the codes")
        .containsExactlyElementsOf(codes);
  }

  @Test
  void everyCodeIsProvoked() {
    assertThat(
            Stream.concat(
                mistakes().map(Mistake::code), commandMistakes().map(CommandMistake::code)))
        .containsExactlyInAnyOrder(ErrorCode.values());
  }

  @Test
  void noPageNamesAnUnknownCode() {
    List<String> codes = Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList();

    assertThat(Pattern.compile("NN-\\d{4}").matcher(page()).results().map(code -> code.group()))
        .isSubsetOf(codes);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void quotesTheAnswerToAMistake(Mistake mistake, @TempDir Path folder) {
    assertQuoted(mistake.code(), mistake.message(folder));
  }

  @ParameterizedTest
  @MethodSource("commandMistakes")
  void quotesTheAnswerToAWrongCommand(CommandMistake mistake) {
    assertQuoted(mistake.code(), mistake.message());
  }

  /** An ellipsis in the quotation stands for what differs from machine to machine. */
  private static void assertQuoted(ErrorCode code, String message) {
    String quote = quote(code);
    String pattern =
        Arrays.stream(unplaced(quote).split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    assertThat(unplaced(message)).as("docs/errors.md, %s", code.code()).matches(pattern);
  }

  /** Source lines come and go. */
  private static String unplaced(String text) {
    return SOURCE_LINE.matcher(text.replace('\n', ' ')).replaceAll("Source.java:1");
  }

  private static String quote(ErrorCode code) {
    String section =
        SECTION
            .matcher(page())
            .results()
            .filter(match -> match.group(1).equals(code.code()))
            .map(match -> match.group(2))
            .findFirst()
            .orElse("");
    Matcher quote = QUOTE.matcher(section);
    return quote.find() ? quote.group(1) : "(nothing)";
  }

  private static String page() {
    try {
      return Files.readString(Repository.root().resolve("docs/errors.md")).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void grammarIsThatOfTheIntroduction() {
    Problem problem =
        new Problem(ErrorCode.BAD_OPTION, "epochs", "at least 1", "0", "train for longer");

    assertThat(problem.message())
        .isEqualTo("NN-1404 at epochs: expected at least 1, found 0. Train for longer.");
  }
}
