package org.neurite.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.DateColumn;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.Encoding;
import org.neurite.data.preprocess.Task;

class FoldsTest {
  private static final int ROWS = 100;
  private static final CategoryColumn GROUPS =
      CategoryColumn.of("group", IntStream.range(0, ROWS).mapToObj(i -> "g" + i % 13).toList());
  private static final DateColumn TIMES =
      DateColumn.of(
          "time",
          IntStream.range(0, ROWS)
              .mapToObj(i -> String.format(Locale.ROOT, "%04d-01-01", 2000 + (i * 37) % ROWS))
              .toList());

  /** The one input is the row's number. */
  private static TabularData data() {
    NumberColumn x = NumberColumn.of("x", IntStream.range(0, ROWS).asDoubleStream().toArray());
    CategoryColumn y =
        CategoryColumn.of(
            "y", IntStream.range(0, ROWS).mapToObj(i -> i % 5 == 0 ? "rare" : "usual").toList());
    return Table.of("t", List.of(x, y)).target("y").encode("x", Encoding.of("none"));
  }

  private static List<Integer> train(Split split) {
    return new Rows(split.train()).inputs.stream().map(row -> Math.round(row[0])).toList();
  }

  private static List<Integer> held(Split split) {
    return new Rows(split.validation().orElseThrow())
        .inputs.stream().map(row -> Math.round(row[0])).toList();
  }

  private static void assertEachRowHeldOnce(List<Split> folds) {
    List<Integer> all = new ArrayList<>();
    for (Split fold : folds) {
      all.addAll(held(fold));
      List<Integer> both = new ArrayList<>(train(fold));
      both.addAll(held(fold));
      assertThat(new TreeSet<>(both)).hasSize(ROWS);
    }
    assertThat(all).hasSize(ROWS);
    assertThat(new TreeSet<>(all)).hasSize(ROWS);
  }

  @Test
  void eachRowIsHeldBackOnce() {
    assertEachRowHeldOnce(data().folds(7, 1));
    assertEachRowHeldOnce(data().stratifiedFolds(5, 1));
    assertEachRowHeldOnce(data().groupedFolds(GROUPS, 4, 1));
    assertThat(held(data().folds(7, 1).get(0)))
        .isEqualTo(held(data().folds(7, 1).get(0)))
        .isNotEqualTo(held(data().folds(7, 2).get(0)));
  }

  @Test
  void stratifiedFoldsKeepTheShareOfEachClass() {
    for (Split fold : data().stratifiedFolds(5, 3)) {
      assertThat(held(fold).stream().filter(row -> row % 5 == 0)).hasSize(4);
      assertThat(held(fold)).hasSize(20);
    }
  }

  @Test
  void numbersHaveNoClassesToKeepTheSharesOf() {
    NumberColumn x = NumberColumn.of("x", IntStream.range(0, ROWS).asDoubleStream().toArray());
    NumberColumn y = NumberColumn.of("y", IntStream.range(0, ROWS).asDoubleStream().toArray());
    TabularData numbers = Table.of("t", List.of(x, y)).target("y", Task.REGRESSION);
    assertThatThrownBy(() -> numbers.stratifiedFolds(5, 1))
        .hasMessage(
            "NN-1705 at t:y: expected classes, whose shares are kept in a stratified division,"
                + " found numbers to be learnt as such. Divide at random, by group or by time, or"
                + " learn it as a classification.");
    assertThatThrownBy(() -> numbers.stratifiedSplit(0.8, 1))
        .hasMessageContaining("NN-1705 at t:y");
  }

  @Test
  void groupsStayWhole() {
    for (Split fold : data().groupedFolds(GROUPS, 4, 3)) {
      assertGroupsApart(fold);
      assertThat(held(fold).size()).isBetween(20, 32);
    }
    Split split = data().groupedSplit(GROUPS, 0.75, 9);
    assertGroupsApart(split);
    assertThat(held(split).size()).isBetween(16, 32);
  }

  private static void assertGroupsApart(Split split) {
    TreeSet<Integer> groups = new TreeSet<>(train(split).stream().map(row -> row % 13).toList());
    assertThat(held(split)).noneMatch(row -> groups.contains(row % 13));
  }

  @Test
  void timeIsNotTurnedBack() {
    List<Split> folds = data().timeFolds(TIMES, 4);
    int earlier = 0;
    for (Split fold : folds) {
      int last = train(fold).stream().mapToInt(row -> (row * 37) % ROWS).max().orElseThrow();
      assertThat(held(fold)).allMatch(row -> (row * 37) % ROWS > last).hasSize(20);
      assertThat(train(fold).size()).isGreaterThan(earlier);
      earlier = train(fold).size();
    }
    assertThat(held(data().timeSplit(TIMES, 0.9)))
        .hasSize(10)
        .allMatch(row -> (row * 37) % ROWS >= 90);
  }

  @Test
  void neitherPartIsEmptyWhereThereAreTwoGroups() {
    CategoryColumn halves =
        CategoryColumn.of(
            "half", IntStream.range(0, ROWS).mapToObj(i -> i < 50 ? "a" : "b").toList());
    for (double fraction : new double[] {0.8, 0.2}) {
      Split split = data().groupedSplit(halves, fraction, 1);
      assertThat(train(split)).hasSize(50);
      assertThat(held(split)).hasSize(50);
    }
    assertThat(data().groupedSplit(halves, 1, 1).validation()).isEmpty();
  }

  @Test
  void equalTimesStayTogether() {
    NumberColumn tens =
        NumberColumn.of(
            "ten", IntStream.range(0, ROWS).mapToDouble(i -> Math.floor(i / 10.0)).toArray());

    assertThat(held(data().timeSplit(tens, 0.85))).hasSize(20).allMatch(row -> row >= 80);
    assertThat(data().timeSplit(tens, 1).validation()).isEmpty();
    List<Split> folds = data().timeFolds(tens, 3);
    assertThat(folds.stream().map(fold -> train(fold).size())).containsExactly(20, 50, 70);
    assertThat(folds.stream().map(fold -> held(fold).size())).containsExactly(30, 20, 30);
    NumberColumn once = NumberColumn.of("once", new double[ROWS]);
    assertThatThrownBy(() -> data().timeSplit(once, 0.8))
        .hasMessageContaining("NN-1706 at t: expected rows to train on and rows to validate on")
        .hasMessageContaining("found 0 and 100 rows: rows of equal time stay together");
    assertThatThrownBy(() -> data().timeFolds(tens, 20)).hasMessageContaining("NN-1706 at t");
  }

  @Test
  void impossibleDivisionsAreRefused() {
    assertThatThrownBy(() -> data().folds(1, 1))
        .hasMessageContaining("NN-1706 at t: expected from 2 folds to as many as there are rows")
        .hasMessageContaining("found 1 folds");
    assertThatThrownBy(() -> data().groupedFolds(GROUPS, 14, 1))
        .hasMessageContaining("NN-1706 at t:group")
        .hasMessageContaining("groups, 13");
    assertThatThrownBy(() -> data().timeSplit(NumberColumn.of("z", 1, 2), 0.5))
        .hasMessageContaining("NN-1704 at t:z: expected 100 rows");
    CategoryColumn gaps =
        CategoryColumn.of(
            "gaps", IntStream.range(0, ROWS).mapToObj(i -> i == 3 ? "" : "a").toList());
    assertThatThrownBy(() -> data().timeFolds(gaps, 3))
        .hasMessageContaining("NN-1703 at gaps:3: expected a time in every row");
    CategoryColumn one =
        CategoryColumn.of("one", IntStream.range(0, ROWS).mapToObj(i -> "a").toList());
    for (double fraction : new double[] {0.8, 0.2}) {
      assertThatThrownBy(() -> data().groupedSplit(one, fraction, 1))
          .hasMessageContaining("NN-1706 at t")
          .hasMessageContaining("there is one group");
    }
    assertThatThrownBy(() -> new CrossValidation(List.of()))
        .hasMessageContaining(
            "NN-1404 at cross-validation: expected at least one fold, found none");
  }
}
