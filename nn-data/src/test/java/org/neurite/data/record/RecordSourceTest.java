package org.neurite.data.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.data.Table;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.csv.DataSources;
import org.neurite.data.stream.StreamedData;

class RecordSourceTest {
  /** Which way a house looks. */
  public enum Side {
    NORTH,
    SOUTH
  }

  /** A row. */
  public record House(
      int rooms,
      double area,
      OptionalDouble age,
      BigDecimal tax,
      Side side,
      boolean garden,
      String zip,
      LocalDate built) {}

  /** No row. */
  public record Odd(int x, List<String> names) {}

  /** A row that cannot be read. */
  public record Faulty(int x) {
    @Override
    public int x() {
      throw new IllegalStateException("no x today");
    }
  }

  @Test
  void componentsAreColumns() {
    List<House> houses =
        List.of(
            new House(
                3,
                80.5,
                OptionalDouble.of(20),
                new BigDecimal("1.10"),
                Side.SOUTH,
                true,
                "04109",
                LocalDate.of(2000, 1, 31)),
            new House(
                4,
                120,
                OptionalDouble.empty(),
                new BigDecimal("2"),
                Side.NORTH,
                false,
                "10115",
                LocalDate.of(1990, 5, 1)));
    Table table = DataSources.read(RecordSource.of(House.class, houses));

    assertThat(table.source()).isEqualTo("House");
    assertThat(table.columns().stream().map(column -> column.kind()))
        .containsExactly(
            Kind.NUMBER,
            Kind.NUMBER,
            Kind.NUMBER,
            Kind.NUMBER,
            Kind.CATEGORY,
            Kind.CATEGORY,
            Kind.CATEGORY,
            Kind.DATE);
    assertThat(((NumberColumn) table.column("tax")).value(0)).isEqualTo(1.1);
    assertThat(table.column("age").isMissing(1)).isTrue();
    assertThat(table.column("zip").categories().values()).containsExactly("04109", "10115");
    assertThat(table.column("side").categories().values()).containsExactly("NORTH", "SOUTH");
    assertThat(table.column("built").categories().values())
        .containsExactly("1990-05-01T00:00", "2000-01-31T00:00");
  }

  /** Two numbers. */
  public record Point(int x, double y) {}

  @Test
  void recordsMayBeMadeAsTheyAreWanted() {
    RecordSource source =
        RecordSource.stream(
            Point.class, () -> IntStream.range(0, 20_000).mapToObj(i -> new Point(i, i * 0.5)));
    StreamedData data = StreamedData.of(DataSources.stream(source), "y");

    assertThat(data.split(0.5).train().size().orElseThrow()).isBetween(9_700L, 10_300L);
  }

  @Test
  void mistakesAreAnsweredAtCreation() {
    assertThatThrownBy(() -> RecordSource.of(Odd.class, List.of()))
        .hasMessageContaining("NN-1703 at " + Odd.class.getName() + ":names: expected a number")
        .hasMessageContaining("found java.util.List<java.lang.String>");
    assertThatThrownBy(() -> DataSources.read(RecordSource.of(Point.class, List.of())))
        .hasMessageContaining("NN-1706 at Point");
    assertThatThrownBy(
            () -> DataSources.read(RecordSource.of(Faulty.class, List.of(new Faulty(1)))))
        .hasMessageContaining("NN-1701 at " + Faulty.class.getName() + ":x")
        .hasMessageContaining("no x today");
    assertThatThrownBy(
            () ->
                DataSources.read(
                    RecordSource.stream(
                        Point.class, () -> Arrays.asList(new Point(1, 2), null).stream())))
        .hasMessageContaining(
            "NN-1703 at " + Point.class.getName() + ":2: expected a record, found null");
  }
}
