package org.neurite.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.Column;
import org.neurite.data.column.Kind;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.CategoryEncoding;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Task;

class TabularDataTest {
  private static Table table(Column... columns) {
    return Table.of("t.csv", List.of(columns));
  }

  private static NumberColumn numbers(String name, int rows, IntToDoubleFunction f) {
    return NumberColumn.of(name, IntStream.range(0, rows).mapToDouble(f).toArray());
  }

  private static CategoryColumn texts(String name, int rows, IntFunction<String> f) {
    return CategoryColumn.of(name, IntStream.range(0, rows).mapToObj(f).toList());
  }

  private static void assertRefused(Runnable action, ErrorCode code, String message) {
    DataException e = catchThrowableOfType(DataException.class, action::run);
    assertThat(e.code()).isEqualTo(code);
    assertThat(e).hasMessage(code.code() + message);
  }

  @Test
  void infersTheTask() {
    Column x = numbers("x", 100, i -> i);
    assertThat(table(x, numbers("y", 100, i -> i % 3)).target("y").task())
        .isEqualTo(Task.CLASSIFICATION);
    assertThat(table(x, numbers("y", 100, i -> 1 + i % 10)).target("y").task())
        .isEqualTo(Task.CLASSIFICATION);
    assertThat(table(x, texts("y", 100, i -> i % 2 == 0 ? "no" : "yes")).target("y").task())
        .isEqualTo(Task.CLASSIFICATION);
    assertThat(table(x, numbers("y", 100, i -> i % 3 + 0.5)).target("y").task())
        .isEqualTo(Task.REGRESSION);
    assertThat(table(x, numbers("y", 100, i -> 3 + i % 6)).target("y").task())
        .isEqualTo(Task.REGRESSION);
    assertThat(table(x, numbers("y", 100, i -> i % 3 * 100)).target("y").task())
        .isEqualTo(Task.REGRESSION);
    assertThat(table(x, numbers("y", 100, i -> i % 50)).target("y").task())
        .isEqualTo(Task.REGRESSION);
  }

  @Test
  void statedTaskWins() {
    Table table = table(numbers("x", 100, i -> i), numbers("y", 100, i -> i % 3));
    TabularData data = table.target("y", Task.REGRESSION);

    assertThat(data.outputs()).isEqualTo(1);
    assertThat(data.split(0.8).train().targetType().dataType()).isEqualTo(DataType.FLOAT32);
    assertThat(table.target("y").outputs()).isEqualTo(3);
    assertThat(table.target("y").split(0.8).train().targetType().dataType())
        .isEqualTo(DataType.INT32);
  }

  @Test
  void schemaSaysWhatEachColumnIsFor() {
    Schema schema =
        table(
                numbers("x", 30, i -> i == 3 ? Double.NaN : i),
                texts("id", 30, i -> "row" + i),
                texts("colour", 30, i -> i % 2 == 0 ? "red" : "blue"),
                numbers("class", 30, i -> i % 3))
            .without("id")
            .target("class")
            .schema();

    assertThat(schema.columns())
        .containsExactly(
            new Schema.Entry("x", Role.FEATURE, Kind.NUMBER, List.of(), true),
            new Schema.Entry("colour", Role.FEATURE, Kind.CATEGORY, List.of("blue", "red"), false),
            new Schema.Entry("class", Role.TARGET, Kind.CATEGORY, List.of("0", "1", "2"), false),
            new Schema.Entry("id", Role.IGNORED, Kind.CATEGORY, List.of(), false));
  }

  @Test
  void numericLabelsAreSortedBySize() {
    TabularData data = table(numbers("x", 120, i -> i), numbers("y", 120, i -> i % 12)).target("y");

    assertThat(data.schema().columns().get(1).values())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
  }

  @Test
  void featuresIsTheShapeOfAnEncodedRow() {
    TabularData data =
        table(
                numbers("x", 30, i -> i),
                numbers("gaps", 30, i -> i % 5 == 0 ? Double.NaN : i),
                texts("colour", 30, i -> List.of("red", "green", "blue").get(i % 3)),
                texts("patchy", 30, i -> i % 4 == 0 ? "" : "p" + i % 2),
                numbers("y", 30, i -> i * 0.5))
            .target("y");

    assertThat(data.features()).isEqualTo(Shape.of(1 + 2 + 3 + 3));
    assertThat(data.split(0.8).train().inputShape()).isEqualTo(data.features());
  }

  @Test
  void splitIsSeededAndLosesNoRow() {
    TabularData data = table(numbers("x", 50, i -> i), numbers("y", 50, i -> i + 0.5)).target("y");
    Split split = data.split(0.8, 7);
    Rows train = new Rows(split.train());
    Rows validation = new Rows(split.validation().orElseThrow());

    assertThat(train.inputs).hasSize(40);
    assertThat(validation.inputs).hasSize(10);
    assertThat(new Rows(data.split(0.8, 7).train()).targets).isEqualTo(train.targets);
    assertThat(new Rows(data.split(0.8, 8).train()).targets).isNotEqualTo(train.targets);
    assertThat(data.split(1).validation()).isEmpty();
    assertThat(new Rows(data.split(1).train()).inputs).hasSize(50);
  }

  /**
   * The order that the documentation of shared data sets gives for ten rows: 4 6 2 1 7 9 8 5 3 0.
   */
  @Test
  void splitIsTheOneThatEveryJavaProgramCanRepeat() {
    TabularData data =
        table(numbers("x", 10, i -> i % 2), numbers("y", 10, i -> i + 0.5)).target("y");
    Split split = data.split(0.8, 42);
    NumberTarget target = (NumberTarget) split.preprocessing().target();

    assertThat(new Rows(split.validation().orElseThrow()).targets)
        .extracting(encoded -> Math.round(target.decode(encoded) - 0.5))
        .containsExactly(0L, 3L);
  }

  @Test
  void stratifiedSplitKeepsTheSharesOfClasses() {
    TabularData data =
        table(numbers("x", 100, i -> i), texts("y", 100, i -> i < 80 ? "common" : "rare"))
            .target("y");
    for (long seed = 0; seed < 20; seed++) {
      Rows validation = new Rows(data.stratifiedSplit(0.8, seed).validation().orElseThrow());
      assertThat(validation.labels).hasSize(20);
      assertThat(validation.labels.stream().filter(label -> label == 1)).hasSize(4);
    }
  }

  @Test
  void encodedTrainingRowsHaveMeanZeroAndDeviationOne() {
    TabularData data =
        table(numbers("x", 500, i -> 1000 + i * i), numbers("y", 500, i -> 3.5 * i)).target("y");
    Rows train = new Rows(data.split(0.8).train());

    double mean = train.inputs.stream().mapToDouble(row -> row[0]).average().orElseThrow();
    double square =
        train.inputs.stream().mapToDouble(row -> row[0] * row[0]).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(1e-6));
    assertThat(square).isCloseTo(1, within(1e-6));
    double targets = train.targets.stream().mapToDouble(t -> t * t).average().orElseThrow();
    assertThat(targets).isCloseTo(1, within(1e-6));
  }

  /** Whatever stands in the validation rows, what was learnt for encoding stays the same. */
  @Test
  void nothingLeaksFromValidationIntoWhatIsFitted() {
    int rows = 200;
    NumberColumn target = numbers("y", rows, i -> i * 0.25);
    Table plain = leakTable(target, new boolean[rows]);
    Split before = plain.target("y").split(0.75, 11);
    NumberTarget scaling = (NumberTarget) before.preprocessing().target();
    boolean[] isValidation = new boolean[rows];
    for (float encoded : new Rows(before.validation().orElseThrow()).targets) {
      isValidation[(int) Math.round(scaling.decode(encoded) / 0.25)] = true;
    }

    Split after = leakTable(target, isValidation).target("y").split(0.75, 11);

    assertThat(after.preprocessing()).isEqualTo(before.preprocessing());
    assertThat(new Rows(after.train()).inputs)
        .containsExactlyElementsOf(new Rows(before.train()).inputs);
    assertThat(new Rows(after.validation().orElseThrow()).inputs.get(0)[0]).isGreaterThan(1e5f);
  }

  private static Table leakTable(NumberColumn target, boolean[] changed) {
    int rows = target.rows();
    return table(
        numbers("x", rows, i -> changed[i] ? 1e9 : Math.sin(i)),
        numbers("gaps", rows, i -> i % 10 == 0 ? Double.NaN : changed[i] ? -1e9 : i),
        texts("c", rows, i -> changed[i] ? "b" : i % 2 == 0 ? "a" : "b"),
        target);
  }

  @Test
  void unknownTarget() {
    assertRefused(
        () -> table(numbers("x", 9, i -> i), numbers("y", 9, i -> i)).target("z"),
        ErrorCode.BAD_TARGET,
        " at t.csv: expected one of the columns x, y, found 'z'."
            + " Check the spelling, upper and lower case differ.");
  }

  @Test
  void nothingButTheTarget() {
    assertRefused(
        () -> table(numbers("y", 9, i -> i)).target("y"),
        ErrorCode.BAD_TARGET,
        " at t.csv: expected a target and at least one column more, found the column 'y' alone.");
  }

  @Test
  void missingTarget() {
    assertRefused(
        () ->
            table(numbers("x", 9, i -> i), numbers("y", 9, i -> i == 4 ? Double.NaN : i))
                .target("y"),
        ErrorCode.BAD_VALUE,
        " at t.csv:4:y: expected a value of the target, found a missing value."
            + " Leave rows without target out.");
  }

  @Test
  void regressionOnTexts() {
    assertRefused(
        () ->
            table(numbers("x", 9, i -> i), texts("y", 9, i -> "a" + i % 2))
                .target("y", Task.REGRESSION),
        ErrorCode.BAD_TARGET,
        " at t.csv:y: expected numbers, for a regression, found texts."
            + " State the task classification.");
  }

  @Test
  void oneClassOnly() {
    assertRefused(
        () -> table(numbers("x", 9, i -> i), texts("y", 9, i -> "a")).target("y"),
        ErrorCode.BAD_TARGET,
        " at t.csv:y: expected at least two classes, found 'a' in every row.");
  }

  @Test
  void nearlyAsManyClassesAsRows() {
    assertRefused(
        () ->
            table(numbers("x", 100, i -> i), numbers("y", 100, i -> i * 1.5))
                .target("y", Task.CLASSIFICATION),
        ErrorCode.BAD_TARGET,
        " at t.csv:y: expected few classes with several rows each, found 100 classes in 100 rows."
            + " State the task regression, or another target.");
  }

  @Test
  void idAmongTheFeatures() {
    assertRefused(
        () ->
            table(texts("name", 100, i -> "n" + i), numbers("y", 100, i -> i * 1.5))
                .target("y")
                .split(0.8),
        ErrorCode.UNUSABLE_COLUMN,
        " at t.csv:name: expected numbers, or categories with several rows each,"
            + " found 100 different texts in 100 rows. Leave the column out.");
  }

  @Test
  void manyValuesAreWelcomeToAHashOrAnIndex() {
    TabularData data =
        table(texts("user_id", 5_000, i -> "u" + i), numbers("y", 5_000, i -> i * 1.5)).target("y");

    assertThat(data.encode("user_id", new CategoryEncoding.Hashing(64)).features().elements(1))
        .isEqualTo(64);
    assertThat(data.encode("user_id", new CategoryEncoding.Index()).split(0.8).train().size())
        .hasValue(4_000);
    assertRefused(
        data::features,
        ErrorCode.UNUSABLE_COLUMN,
        " at t.csv:user_id: expected numbers, or categories with several rows each,"
            + " found 5000 different texts in 5000 rows. Leave the column out.");
  }

  @Test
  void columnWithoutAnyValue() {
    assertRefused(
        () -> table(numbers("x", 9, i -> Double.NaN), numbers("y", 9, i -> i * 1.5)).target("y"),
        ErrorCode.UNUSABLE_COLUMN,
        " at t.csv:x: expected at least one value, found none in 9 rows. Leave the column out.");
  }

  @Test
  void tooFewRowsToSplit() {
    assertRefused(
        () -> table(numbers("x", 2, i -> i), numbers("y", 2, i -> i * 1.5)).target("y").split(0.8),
        ErrorCode.TOO_FEW_ROWS,
        " at t.csv: expected rows to train on and rows to validate on, found 2 rows, divided 0.8."
            + " Give more rows, or validate on none.");
    assertRefused(
        () -> table(numbers("x", 2, i -> i), numbers("y", 2, i -> i * 1.5)).target("y").split(0),
        ErrorCode.BAD_OPTION,
        " at training fraction: expected a number above 0 and at most 1, found 0.0.");
  }

  @Test
  void unequalColumns() {
    assertRefused(
        () -> table(numbers("x", 2, i -> i), numbers("y", 3, i -> i)),
        ErrorCode.DATA_MALFORMED,
        " at t.csv:y: expected columns with different names and 2 rows each, found 3 rows,"
            + " or a name that was there before.");
  }
}
