package org.neurite.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.data.Split;
import org.neurite.data.Table;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.SeriesPreprocessing;

class SeriesDataTest {
  private static Table table(int rows) {
    return Table.of(
        "s.csv",
        List.of(
            NumberColumn.of("y", IntStream.range(0, rows).asDoubleStream().toArray()),
            NumberColumn.of("z", IntStream.range(0, rows).mapToDouble(i -> -i).toArray())));
  }

  private static SeriesData plain(int rows, int window) {
    return SeriesData.of(table(rows), "y", window)
        .encode("y", Encoding.of("none"))
        .encode("z", Encoding.of("none"));
  }

  private static double[] first(Dataset data, NumberTarget target) {
    Batch batch = new Batch(1, data.inputShape(), data.targetType());
    try (Dataset.Reader reader = data.read(Optional.empty())) {
      assertThat(reader.next(batch)).isEqualTo(1);
    }
    return new double[] {
      batch.inputs()[0],
      batch.inputs()[1],
      batch.inputs()[batch.inputs().length - 2],
      target.decode(batch.targets()[0])
    };
  }

  @Test
  void aWindowIsFollowedByItsTarget() {
    Split split = plain(10, 3).horizon(2).split(0.7);
    NumberTarget target = (NumberTarget) split.preprocessing().target();

    assertThat(split.train().inputShape().toString()).isEqualTo("[3, 2]");
    assertThat(split.train().size()).hasValue(3);
    assertThat(split.validation().orElseThrow().size()).hasValue(3);
    assertThat(first(split.train(), target))
        .containsExactly(new double[] {0, 0, 2, 4}, within(1e-6));
    assertThat(first(split.validation().orElseThrow(), target))
        .containsExactly(new double[] {3, -3, 5, 7}, within(1e-6));
    assertThat(target.mean()).as("of the rows before the held ones").isEqualTo(3);
  }

  @Test
  void preprocessingTravelsAndForecasts() {
    SeriesPreprocessing preprocessing = (SeriesPreprocessing) plain(10, 3).split(1).preprocessing();

    assertThat(Preprocessing.fromJson(preprocessing.toJson())).isEqualTo(preprocessing);
    assertThat(SeriesData.newest(table(10), preprocessing)).containsExactly(7, -7, 8, -8, 9, -9);
    assertThat(SeriesData.dataset(table(5), preprocessing).size()).hasValue(2);
  }

  @Test
  void mistakesSayWhere() {
    SeriesPreprocessing known = (SeriesPreprocessing) plain(10, 3).split(1).preprocessing();

    assertThatThrownBy(() -> SeriesData.of(table(4), "y", 3))
        .hasMessageContaining("NN-1706 at s.csv: expected at least two windows of 3 rows")
        .hasMessageContaining("found 4 rows");
    assertThatThrownBy(() -> SeriesData.of(table(4), "x", 3)).hasMessageContaining("NN-1704");
    assertThatThrownBy(
            () ->
                SeriesData.of(
                    Table.of("t", List.of(CategoryColumn.of("c", List.of("a", "b")))), "c", 1))
        .hasMessageContaining("NN-1705 at t:c: expected numbers, found CATEGORY");
    assertThatThrownBy(
            () ->
                SeriesData.of(
                    Table.of("t", List.of(NumberColumn.of("c", 1, Double.NaN, 2))), "c", 1))
        .hasMessageContaining("NN-1703 at t:1:c");
    assertThatThrownBy(() -> plain(10, 3).split(0.2)).hasMessageContaining("more than 3 rows");
    assertThatThrownBy(() -> plain(10, 3).encode("y", Encoding.of("one-hot")))
        .hasMessageContaining("NN-1704");
    assertThatThrownBy(() -> SeriesData.newest(table(2), known))
        .hasMessageContaining("expected at least 3 rows, found 2 rows");
    assertThatThrownBy(() -> SeriesData.dataset(table(3), known))
        .hasMessageContaining("expected at least 4 rows, found 3 rows");
  }
}
