package org.neurite.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.data.Table;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;

class CsvTest {
  @TempDir Path folder;

  private Table read(String text) throws IOException {
    return read(text, CsvOptions.DEFAULT);
  }

  private Table read(String text, CsvOptions options) throws IOException {
    return Csv.read(Files.writeString(folder.resolve("t.csv"), text), options);
  }

  private static NumberColumn numbers(Table table, String name) {
    return (NumberColumn) table.column(name);
  }

  private static CategoryColumn categories(Table table, String name) {
    return (CategoryColumn) table.column(name);
  }

  @Test
  void infersNumbersAndCategories() throws IOException {
    Table table = read("a,b,c\n1,red,1e3\n-2.5,blue,0\n+.5,red,7.\n");

    assertThat(table.rows()).isEqualTo(3);
    assertThat(numbers(table, "a").value(1)).isEqualTo(-2.5);
    assertThat(numbers(table, "a").value(2)).isEqualTo(0.5);
    assertThat(numbers(table, "c").value(0)).isEqualTo(1000);
    assertThat(categories(table, "b").values()).containsExactly("blue", "red");
    assertThat(categories(table, "b").code(0)).isEqualTo(1);
    assertThat(categories(table, "b").code(1)).isEqualTo(0);
  }

  @Test
  void takesBlankAndTheUsualWordsForMissing() throws IOException {
    Table table = read("n,c\n1,x\n,\nNA,n/a\nNaN,?\nnull,NULL\n 2 , y \n");

    for (int row = 1; row < 5; row++) {
      assertThat(numbers(table, "n").isMissing(row)).isTrue();
      assertThat(categories(table, "c").isMissing(row)).isTrue();
    }
    assertThat(numbers(table, "n").value(5)).isEqualTo(2);
    assertThat(categories(table, "c").values()).containsExactly("x", "y");
    assertThat(table.column("n").hasMissing()).isTrue();
  }

  @Test
  void leadingMissingValuesDoNotDecideTheKind() throws IOException {
    Table table = read("n,c\nNA,NA\n,\n3,x\n");

    assertThat(table.column("n").kind()).isEqualTo(Kind.NUMBER);
    assertThat(table.column("c").kind()).isEqualTo(Kind.CATEGORY);
  }

  @Test
  void readsAgainWhereNumbersTurnOutToBeTexts() throws IOException {
    Table table = read("grade,x\n1,1\n2,1\nA,1\nB,1\n1,1\n");

    assertThat(categories(table, "grade").values()).containsExactly("1", "2", "A", "B");
    assertThat(categories(table, "grade").code(4)).isEqualTo(0);
    assertThat(numbers(table, "x").value(4)).isEqualTo(1);
  }

  @Test
  void understandsQuotesDelimitersAndWindowsLines() throws IOException {
    Table table =
        read(
            "\uFEFF\"na;me\";v\r\n\"a \"\"b\"\"\";1\r\n\"two\r\nlines\";2\r\n\r\nplain;3\r\n",
            CsvOptions.DEFAULT.delimiter(';'));

    assertThat(categories(table, "na;me").values())
        .containsExactly("a \"b\"", "plain", "two\r\nlines");
    assertThat(numbers(table, "v").value(2)).isEqualTo(3);
    assertThat(table.place(2, table.column("v"))).endsWith("t.csv:6:v");
  }

  @Test
  void statedKindsWin() throws IOException {
    Table table =
        read(
            "zip,n\n01067,5\n10115,-\n",
            CsvOptions.DEFAULT.category("zip").number("n").missing("-"));

    assertThat(categories(table, "zip").values()).containsExactly("01067", "10115");
    assertThat(numbers(table, "n").isMissing(1)).isTrue();
  }

  @Test
  void readsNumbersExactlyAsJavaDoes() throws IOException {
    String[] texts = {
      "0.1",
      "-0.0",
      "123456789012345678",
      "1e-300",
      "4.9e-324",
      "9007199254740993",
      "0.000001234",
      "179769313486231570000e288",
      "3.14159265358979323846",
      "1E+22",
      "1e23",
      "00012.50"
    };
    Table table = read("v\n" + String.join("\n", texts) + "\n");

    for (int row = 0; row < texts.length; row++) {
      assertThat(numbers(table, "v").value(row)).isEqualTo(Double.parseDouble(texts[row]));
    }
  }

  @Test
  void refusesWhatOnlyJavaTakesForNumbers() throws IOException {
    Table table = read("v\n1f\n0x1p3\n1d\n1_000\n1e\n.\n-\n");

    assertThat(table.column("v").kind()).isEqualTo(Kind.CATEGORY);
  }

  @Test
  void readsManyAndLongFields() throws IOException {
    StringBuilder names = new StringBuilder("c0");
    StringBuilder values = new StringBuilder("x".repeat(5_000));
    for (int i = 1; i < 100; i++) {
      names.append(",c").append(i);
      values.append(',').append(i);
    }
    Table table = read(names + "\n" + values + "\n");

    assertThat(categories(table, "c0").values().get(0)).hasSize(5_000);
    assertThat(numbers(table, "c99").value(0)).isEqualTo(99);
  }
}
