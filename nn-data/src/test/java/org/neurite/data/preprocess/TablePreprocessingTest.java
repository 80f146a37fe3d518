package org.neurite.data.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelFormatException;
import org.neurite.api.tensor.Shape;
import org.neurite.data.Table;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TablePreprocessingTest {
  private static final double NAN = Double.NaN;

  private static Feature fit(Column column, int[] rows) {
    FeatureFitter fitter = Encoding.standard(column.kind()).fitter(column.name());
    fitter.add(column, rows);
    return fitter.fit();
  }

  private static NumberFeature number(NumberColumn column, int[] rows) {
    return (NumberFeature) fit(column, rows);
  }

  private static CategoryFeature category(CategoryColumn column, int[] rows) {
    return (CategoryFeature) fit(column, rows);
  }

  private static NumberTarget target(NumberColumn column, int[] rows) {
    TableFitter fitter =
        new TableFitter(Map.of(), column.name(), Kind.NUMBER, Task.REGRESSION, List.of());
    fitter.add(List.of(column), rows);
    return (NumberTarget) fitter.fit().target();
  }

  private static float[] encode(Feature feature, Column column, int row) {
    float[] out = new float[feature.width()];
    feature.encoder(column).encode(row, out, 0);
    return out;
  }

  @Test
  void standardisesByMeanAndPopulationDeviationOfTheTrainingRows() {
    NumberColumn column = NumberColumn.of("x", 2, 4, 4, 4, 5, 5, 7, 9, 1000);
    NumberFeature feature = number(column, new int[] {0, 1, 2, 3, 4, 5, 6, 7});

    assertThat(feature.center()).isEqualTo(5);
    assertThat(feature.scale()).isEqualTo(2);
    assertThat(feature.fill()).isEqualTo(4.5);
    assertThat(encode(feature, column, 7)).containsExactly(2);
    assertThat(encode(feature, column, 8)).containsExactly(497.5f);
  }

  @Test
  void takesMissingNumbersForTheMedianAndSaysSo() {
    NumberColumn column = NumberColumn.of("x", 1, 2, 30, NAN);
    NumberFeature feature = number(column, new int[] {0, 1, 2, 3});

    assertThat(feature.fill()).isEqualTo(2);
    assertThat(feature.missingShare()).isEqualTo(0.25);
    assertThat(encode(feature, column, 3))
        .containsExactly((float) ((2 - feature.center()) / feature.scale()), 1);
    assertThat(encode(feature, column, 0)[1]).isZero();
  }

  @Test
  void indicatorThatTrainingNeverSetStaysZero() {
    NumberColumn column = NumberColumn.of("x", 1, 2, 3, NAN);
    NumberFeature feature = number(column, new int[] {0, 1, 2});

    assertThat(encode(feature, column, 3)).containsExactly(0, 0);
  }

  @Test
  void missingNumberInColumnThatHadNone() {
    NumberFeature feature = number(NumberColumn.of("x", 1, 3), new int[] {0, 1});

    assertThat(encode(feature, NumberColumn.of("x", NAN), 0)).containsExactly(0);
  }

  @Test
  void constantColumnGivesZero() {
    NumberFeature feature = number(NumberColumn.of("x", 0.1, 0.1, 0.1), new int[] {0, 1, 2});

    assertThat(feature.scale()).isZero();
    assertThat(encode(feature, NumberColumn.of("x", 77), 0)).containsExactly(0);
  }

  @Test
  void hugeNumbersDoNotOverflow() {
    NumberColumn column = NumberColumn.of("x", 1e308, -1e308, 1.5e308, 0);
    NumberFeature feature = number(column, new int[] {0, 1, 2, 3});

    assertThat(feature.center()).isCloseTo(3.75e307, within(1e295));
    assertThat(feature.scale()).isFinite().isPositive();
    assertThat(feature.fill()).isEqualTo(5e307);
  }

  @Test
  void categoriesAreOneHot() {
    CategoryColumn column = CategoryColumn.of("c", List.of("red", "blue", "red", "green"));
    CategoryFeature feature = category(column, new int[] {0, 1, 2, 3});

    assertThat(feature.values()).containsExactly("blue", "green", "red");
    assertThat(encode(feature, column, 0)).containsExactly(0, 0, 1);
    assertThat(encode(feature, column, 1)).containsExactly(1, 0, 0);
  }

  @Test
  void valueThatTrainingNeverSawIsEncodedAsTheAverageRow() {
    CategoryColumn column = CategoryColumn.of("c", List.of("red", "blue", "red", "red", "green"));
    CategoryFeature feature = category(column, new int[] {0, 1, 2, 3});

    assertThat(encode(feature, column, 4)).containsExactly(0.25f, 0, 0.75f);
    assertThat(encode(feature, CategoryColumn.of("c", List.of("violet")), 0))
        .containsExactly(0.25f, 0, 0.75f);
    assertThat(encode(feature, CategoryColumn.of("c", List.of("")), 0))
        .containsExactly(0.25f, 0, 0.75f);
  }

  @Test
  void missingCategoryHasAnInputOfItsOwn() {
    CategoryColumn column = CategoryColumn.of("c", List.of("red", "", "blue"));
    CategoryFeature feature = category(column, new int[] {0, 1, 2});

    assertThat(encode(feature, column, 1)).containsExactly(0, 0, 1);
  }

  @Test
  void regressionTargetIsScaledBack() {
    NumberColumn column = NumberColumn.of("y", 100, 300, 200);
    NumberTarget target = target(column, new int[] {0, 1});

    assertThat(target.encode(column, new int[] {0, 1, 2}).toFloats()).containsExactly(-1, 1, 0);
    assertThat(target.decode(-1)).isEqualTo(100);
    assertThat(target(column, new int[] {1}).decode(-50)).isEqualTo(250);
  }

  @Test
  void classTargetKnowsItsLabels() {
    ClassTarget target = ClassTarget.of(NumberColumn.of("y", 10, 9, 10, 1));
    float[] logits = {0, (float) Math.log(2), 0};
    ClassTarget.toProbabilities(logits);

    assertThat(target.labels()).containsExactly("1", "9", "10");
    assertThat(target.label(logits)).isEqualTo("9");
    assertThat(logits).containsExactly(new float[] {0.25f, 0.5f, 0.25f}, within(1e-6f));
    assertThat(target.encode(NumberColumn.of("y", 10, 1), new int[] {0, 1}).toInts())
        .containsExactly(2, 0);
  }

  @Test
  void hugeLogitsGiveProbabilities() {
    float[] logits = {1e30f, -1e30f};
    ClassTarget.toProbabilities(logits);

    assertThat(logits).containsExactly(1, 0);
  }

  private static TablePreprocessing example() {
    return new TablePreprocessing(
        List.of(
            NumberFeature.standardised("x", 1.5, 0.1, 1.25, true, 0.125),
            new CategoryFeature("c", List.of("a", "\u00e9\"\n"), false, List.of(0.25, 0.75))),
        new NumberTarget("y", 1e6, 1.0 / 3),
        List.of("id"));
  }

  private static Preprocessing roundTrip(Preprocessing preprocessing) {
    String text = preprocessing.toJson().toString();
    return Preprocessing.fromJson((ObjectNode) JsonMapper.shared().readTree(text));
  }

  @Test
  void comesBackFromJsonAsItWas() {
    TablePreprocessing classes =
        new TablePreprocessing(
            example().features(), new ClassTarget("y", Kind.NUMBER, List.of("0", "1")), List.of());
    ImagePreprocessing images =
        new ImagePreprocessing(
            Shape.of(1, 28, 28), new ClassTarget("label", Kind.NUMBER, List.of("0", "1")));

    assertThat(roundTrip(example())).isEqualTo(example());
    assertThat(roundTrip(classes)).isEqualTo(classes);
    assertThat(roundTrip(images)).isEqualTo(images);
  }

  @Test
  void damagedJsonIsRefused() {
    for (String field : List.of("version", "kind", "features", "target", "ignored")) {
      ObjectNode json = example().toJson();
      json.remove(field);
      assertDamaged(json, "preprocessing.json:" + field + ": expected a value, found none.");
    }
    assertDamaged(
        example().toJson().put("version", 3), "version: expected version 1 or 2, found 3.0.");
    assertDamaged(
        example().toJson().put("kind", "audio"),
        "kind: expected table, image, series or text, found audio.");
    ObjectNode json = example().toJson();
    ((ObjectNode) json.get("features").get(0)).put("center", "high");
    assertDamaged(json, "center: expected a finite number, found \"high\".");
    ObjectNode shares = example().toJson();
    ((ObjectNode) shares.get("features").get(1)).putArray("shares").add(1);
    assertDamaged(shares, "shares: expected 2 shares, and at least one, found 1 shares.");
  }

  private static void assertDamaged(ObjectNode json, String message) {
    ModelFormatException e =
        catchThrowableOfType(ModelFormatException.class, () -> Preprocessing.fromJson(json));
    assertThat(e.code()).isEqualTo(ErrorCode.BAD_MODEL_FILE);
    assertThat(e).hasMessageEndingWith(message);
  }

  @Test
  void encodesOneRowByName() {
    float[] input = example().input(Map.of("x", 1.6, "c", "a"));

    assertThat(input).containsExactly(new float[] {1, 0, 1, 0}, within(1e-6f));
    assertThat(example().input(Map.of("x", NAN, "c", "a"))[1]).isEqualTo(1);
  }

  private static Table table(Column... columns) {
    return Table.of("new.csv", List.of(columns));
  }

  private static void assertMismatch(Runnable action, String message) {
    DataException e = catchThrowableOfType(DataException.class, action::run);
    assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_MISMATCH);
    assertThat(e).hasMessageStartingWith("NN-1704" + message);
  }

  @Test
  void acceptsColumnsInAnyOrderWithOrWithoutTarget() {
    Column x = NumberColumn.of("x", 1.6);
    Column c = CategoryColumn.of("c", List.of("a"));
    float[] expected = table(x, c).inputs(example());

    assertThat(table(c, x).inputs(example())).isEqualTo(expected);
    assertThat(table(c, NumberColumn.of("y", 7), x).inputs(example())).isEqualTo(expected);
    assertThat(table(CategoryColumn.of("id", List.of("q")), c, x).inputs(example()))
        .isEqualTo(expected);
  }

  @Test
  void missingColumn() {
    assertMismatch(
        () -> table(NumberColumn.of("x", 1)).inputs(example()),
        " at new.csv: expected the columns x, c, found no c.");
  }

  @Test
  void extraColumn() {
    Table table =
        table(
            NumberColumn.of("x", 1),
            CategoryColumn.of("c", List.of("a")),
            NumberColumn.of("surprise", 1));
    assertMismatch(
        () -> table.inputs(example()),
        " at new.csv: expected the columns x, c and no others, found also surprise.");
  }

  @Test
  void columnOfAnotherKind() {
    Table table = table(CategoryColumn.of("x", List.of("a")), CategoryColumn.of("c", List.of("a")));
    assertMismatch(
        () -> table.inputs(example()),
        " at x: expected a column of numbers, as in training, found categories.");
  }

  @Test
  void evaluationNeedsTheTarget() {
    Table table = table(NumberColumn.of("x", 1), CategoryColumn.of("c", List.of("a")));
    assertMismatch(
        () -> table.dataset(example()),
        " at new.csv: expected one of the columns x, c, found 'y'.");
  }

  @Test
  void unknownLabel() {
    TablePreprocessing classes =
        new TablePreprocessing(
            List.of(NumberFeature.standardised("x", 0, 1, 0, false, 0)),
            new ClassTarget("y", Kind.CATEGORY, List.of("no", "yes")),
            List.of());
    Table table =
        Table.of(
            "new.csv",
            List.of(NumberColumn.of("x", 1, 2), CategoryColumn.of("y", List.of("no", "maybe"))),
            new long[] {2, 3});
    DataException e = catchThrowableOfType(DataException.class, () -> table.dataset(classes));

    assertThat(e.code()).isEqualTo(ErrorCode.BAD_VALUE);
    assertThat(e)
        .hasMessage("NN-1703 at new.csv:3:y: expected one of the labels no, yes, found 'maybe'.");
  }
}
