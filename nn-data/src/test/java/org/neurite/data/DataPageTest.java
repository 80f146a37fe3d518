package org.neurite.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.component.DataSource;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.metric.RootMeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.train.Trained;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.csv.Csv;
import org.neurite.data.csv.CsvOptions;
import org.neurite.data.csv.DataSources;
import org.neurite.data.csv.TableStream;
import org.neurite.data.jdbc.JdbcSource;
import org.neurite.data.preprocess.CategoryEncoding;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.record.RecordSource;
import org.neurite.data.series.SeriesData;
import org.neurite.data.stream.StreamedData;

/** What {@code docs/data.md} quotes. */
class DataPageTest {
  @TempDir private Path folder;

  /** A house. */
  public record House(double rooms, int age, String region, double price) {}

  private static List<House> sold() {
    return IntStream.range(0, 200)
        .mapToObj(i -> new House(i % 9, i % 40, i % 2 == 0 ? "north" : "south", 1000.0 * (i % 9)))
        .toList();
  }

  private Path file() throws IOException {
    List<String> lines =
        sold().stream()
            .map(h -> h.rooms() + "," + h.age() + "," + h.region() + "," + h.price())
            .toList();
    Path file = folder.resolve("houses.csv");
    Files.writeString(file, "rooms,age,region,price\n");
    return Files.write(file, lines, StandardOpenOption.APPEND);
  }

  private TabularData houses() throws IOException {
    return Csv.read(file()).target("price");
  }

  @Test
  void records() {
    List<House> houses = sold();
    TabularData data = DataSources.read(RecordSource.of(House.class, houses)).target("price");
    Split split = data.split(0.8);
    assertThat(split.train().size()).hasValue(160);
  }

  @Test
  void arrays() {
    double[] x = {1, 2, 3, 4};
    double[] y = {2, 4, 6, 8};
    Table table = Table.of("measured", List.of(NumberColumn.of("x", x), NumberColumn.of("y", y)));
    assertThat(table.target("y").rows()).isEqualTo(4);
  }

  @Test
  void databases() throws SQLException {
    String url = "jdbc:h2:mem:page";
    try (Connection open = DriverManager.getConnection(url, "sa", "");
        Statement statement = open.createStatement()) {
      statement.execute(
          "CREATE TABLE sales AS SELECT X AS ID, X * 0.5 AS AMOUNT, X AS WEEK"
              + " FROM SYSTEM_RANGE(1, 100)");
      String password = "";
      DataSource sales =
          new JdbcSource(url, "SELECT week, amount FROM sales ORDER BY id")
              .as("sa", password)
              .fetchSize(10_000);
      TabularData data = DataSources.read(sales).target("AMOUNT");
      assertThat(data.rows()).isEqualTo(100);
    }
  }

  @Test
  void streams() throws IOException {
    Path file = file();
    TableStream rows = Csv.stream(file, CsvOptions.DEFAULT.category("region"));
    Split split = StreamedData.of(rows, "price").shuffleBuffer(100_000).split(0.95);
    assertThat(split.preprocessing().target().column()).isEqualTo("price");
  }

  @Test
  void encodings() throws IOException {
    TabularData houses = houses();
    TabularData chosen =
        houses
            .encode("rooms", Encoding.of("log,clip=1%..99%,robust"))
            .encode("age", Encoding.of("min-max,impute=mean"))
            .encode("region", new CategoryEncoding.Hashing(16));
    assertThat(chosen.features().elements(1)).isEqualTo(18);
  }

  @Test
  void series() {
    Table table =
        Table.of(
            "sunspots",
            List.of(
                NumberColumn.of(
                    "sunspots", IntStream.range(0, 50).mapToDouble(Math::sin).toArray())));
    SeriesData sunspots = SeriesData.of(table, "sunspots", 11);
    Split split = sunspots.split(0.8); // inputs [11, 1], the last fifth of the time held back
    assertThat(split.train().inputShape().toString()).isEqualTo("[11, 1]");
  }

  @Test
  void crossValidation() throws IOException {
    TabularData houses = houses();
    try (Neurite neurite = Neurite.create()) {
      Model model = neurite.model("houses").input(houses.features()).layer(new Dense(1)).build();
      CrossValidation report =
          CrossValidation.run(
              houses.folds(5, 42),
              split -> {
                Trained trained =
                    neurite.trainer(model).loss(new MeanSquaredError()).epochs(2).fit(split);
                return trained.evaluate(
                    split.validation().orElseThrow(),
                    new MeanSquaredError(),
                    new RootMeanSquaredError());
              });
      double rmse = report.mean("rmse");
      double spread = report.spread("rmse");
      assertThat(rmse).isPositive();
      assertThat(spread).isPositive();
      assertThat(report.folds()).hasSize(5);
      assertThat(report.toString()).contains("rmse").contains("spread");
    }
  }

  @Test
  void resultsMustHaveTheSameNames() {
    CrossValidation.Fold first = new CrossValidation.Fold(1, 8, 2, Map.of("a", 1.0));
    CrossValidation.Fold second = new CrossValidation.Fold(2, 8, 2, Map.of("a", 3.0));
    CrossValidation both = new CrossValidation(List.of(first, second));
    assertThat(both.mean("a")).isEqualTo(2);
    assertThat(both.spread("a")).isEqualTo(Math.sqrt(2));
    CrossValidation.Fold other = new CrossValidation.Fold(3, 8, 2, Map.of("b", 3.0));
    assertThatThrownBy(() -> new CrossValidation(List.of(first, other)))
        .hasMessageContaining("NN-1404 at fold 3");
    assertThatThrownBy(() -> both.mean("b")).hasMessageContaining("expected one of [a], found 'b'");
    assertThatThrownBy(() -> CrossValidation.run(List.of(), split -> Map.of()))
        .hasMessageContaining("at least one fold");
  }
}
