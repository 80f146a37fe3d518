package org.neurite.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;

class MalformedCsvTest {
  @TempDir Path folder;

  private void assertRefused(String text, ErrorCode code, String message) throws IOException {
    assertRefused(text, CsvOptions.DEFAULT, code, message);
  }

  private void assertRefused(String text, CsvOptions options, ErrorCode code, String message)
      throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    DataException e = catchThrowableOfType(DataException.class, () -> Csv.read(file, options));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e).hasMessage(code.code() + " at " + file + message);
  }

  @Test
  void missingFile() {
    Path file = folder.resolve("nowhere.csv");
    DataException e = catchThrowableOfType(DataException.class, () -> Csv.read(file));

    assertThat(e.code()).isEqualTo(ErrorCode.DATA_UNREADABLE);
    assertThat(e)
        .hasMessage(
            "NN-1701 at "
                + file
                + ": expected a CSV file that can be read, found no such file."
                + " Check the name, the folder and the permission to read.");
  }

  @Test
  void directory() {
    DataException e = catchThrowableOfType(DataException.class, () -> Csv.read(folder));

    assertThat(e.code()).isEqualTo(ErrorCode.DATA_UNREADABLE);
    assertThat(e).hasMessageContaining("found a directory");
  }

  @Test
  void emptyFile() throws IOException {
    assertRefused(
        "",
        ErrorCode.DATA_MALFORMED,
        ":1: expected a header and rows of values, found an empty file.");
  }

  @Test
  void headerOnly() throws IOException {
    assertRefused(
        "a,b\n",
        ErrorCode.DATA_MALFORMED,
        ":2: expected at least one row of values, found a header only.");
  }

  @Test
  void noHeader() throws IOException {
    assertRefused(
        "1,2\n3,4\n",
        ErrorCode.DATA_MALFORMED,
        ":1: expected a header with the names of the columns, found numbers only."
            + " Add a first line with names.");
  }

  @Test
  void sameNameTwice() throws IOException {
    assertRefused(
        "a,b,a\n1,2,3\n",
        ErrorCode.DATA_MALFORMED,
        ":1: expected different names, found 'a' for columns 1 and 3. Rename one of them.");
  }

  @Test
  void columnWithoutName() throws IOException {
    assertRefused(
        "a,,c\n1,2,3\n", ErrorCode.DATA_MALFORMED, ":1: expected a name for column 2, found none.");
  }

  @Test
  void otherDelimiter() throws IOException {
    assertRefused(
        "a;b\n1;2\n",
        ErrorCode.DATA_MALFORMED,
        ":1: expected names separated by ',', found one name with ';' in it."
            + " State the delimiter ';'.");
  }

  @Test
  void tooFewFields() throws IOException {
    assertRefused(
        "a,b\n1,2\n\n3\n",
        ErrorCode.DATA_MALFORMED,
        ":4: expected 2 fields, as many as the header has, found 1 fields.");
  }

  @Test
  void tooManyFields() throws IOException {
    assertRefused(
        "a,b\n1,2,3\n",
        ErrorCode.DATA_MALFORMED,
        ":2: expected 2 fields, as many as the header has, found 3 fields.");
  }

  @Test
  void unclosedQuote() throws IOException {
    assertRefused(
        "a,b\n1,2\n3,\"4\n5,6\n",
        ErrorCode.DATA_MALFORMED,
        ":3: expected fields quoted as in RFC 4180, every quote closed,"
            + " found unclosed quoted field at end of input.");
  }

  @Test
  void textAfterQuote() throws IOException {
    assertRefused(
        "a,b\n1,\"2\"x\n",
        ErrorCode.DATA_MALFORMED,
        ":2: expected fields quoted as in RFC 4180, every quote closed,"
            + " found unexpected character after closing quote: 'x' (0x78).");
  }

  @Test
  void notUtf8() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "a,b\nGr\u00fcn,1\n".getBytes(StandardCharsets.ISO_8859_1));
    DataException e = catchThrowableOfType(DataException.class, () -> Csv.read(file));

    assertThat(e.code()).isEqualTo(ErrorCode.DATA_MALFORMED);
    assertThat(e).hasMessageContaining("expected text in UTF-8, found bytes that are none");
  }

  @Test
  void textInColumnOfNumbers() throws IOException {
    assertRefused(
        "a,b\n" + "1,1\n".repeat(20) + "x12,1\n" + "1,1\n".repeat(20),
        ErrorCode.BAD_VALUE,
        ":22:a: expected a number, as in 40 other rows, found 'x12'."
            + " Mend the value, or leave it blank if it is missing.");
  }

  @Test
  void textInColumnOfNumbersBeforeAllNumbers() throws IOException {
    assertRefused(
        "a,b\noops,1\n" + "1,1\n".repeat(20),
        ErrorCode.BAD_VALUE,
        ":2:a: expected a number, as in 20 other rows, found 'oops'."
            + " Mend the value, or leave it blank if it is missing.");
  }

  @Test
  void textInColumnStatedToBeNumbers() throws IOException {
    assertRefused(
        "a,b\n1,2\nlow,3\n",
        CsvOptions.DEFAULT.number("a"),
        ErrorCode.BAD_VALUE,
        ":3:a: expected a number, found 'low'."
            + " Mend the value, or leave it blank if it is missing.");
  }

  @Test
  void infinity() throws IOException {
    for (String text : new String[] {"inf", "-Infinity", "1e999", "+INF"}) {
      assertRefused(
          "a,b\n1,2\n" + text + ",3\n",
          ErrorCode.BAD_VALUE,
          ":3:a: expected a finite number, found '"
              + text
              + "'. Mend the value, or leave it blank if it is missing.");
    }
  }
}
