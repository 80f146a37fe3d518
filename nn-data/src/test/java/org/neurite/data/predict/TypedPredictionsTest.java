package org.neurite.data.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.inject.TypeLiteral;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.Interval;
import org.neurite.core.predict.MonteCarlo;
import org.neurite.core.predict.Predictor;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.predict.TypedPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.Table;
import org.neurite.data.TabularData;
import org.neurite.data.column.CategoryColumn;
import org.neurite.data.column.NumberColumn;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TablePreprocessing;
import org.neurite.data.preprocess.Task;

/** Models of tables, asked and answering in an application's own types. */
class TypedPredictionsTest {
  private static final TypeLiteral<Map<String, Object>> ROW = new TypeLiteral<>() {};
  private static final int ROWS = 200;

  @TempDir private static Path folder;
  private static Neurite neurite;
  private static Trained price;
  private static Trained district;

  private enum District {
    CENTRE,
    SUBURB
  }

  private enum Direction {
    NORTH,
    SOUTH
  }

  private record House(double floorArea, int rooms, String district) {}

  private record Listing(
      District district, @Nullable Double floorArea, OptionalDouble rooms, double price) {}

  private record Vague(Optional<Double> floorArea, OptionalInt rooms, Optional<String> district) {}

  private record Misspelt(double floorArea, int roms, String district) {}

  private record Incomplete(double floorArea, String district) {}

  private record WrongType(String floorArea, int rooms, String district) {}

  private record Twice(double floorArea, double floor_area, int rooms, String district) {}

  @BeforeAll
  static void train() {
    neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1));
    double[] areas = new double[ROWS];
    double[] rooms = new double[ROWS];
    double[] prices = new double[ROWS];
    String[] districts = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      areas[i] = i % 17 == 0 ? Double.NaN : 40 + i % 31 * 5;
      rooms[i] = 1 + i % 5;
      districts[i] = i % 3 == 0 ? "centre" : "suburb";
      prices[i] = 1000 * (40 + i % 31 * 5) * (i % 3 == 0 ? 3 : 1);
    }
    Table table =
        Table.of(
            "houses",
            List.of(
                NumberColumn.of("floor_area", areas),
                NumberColumn.of("rooms", rooms),
                CategoryColumn.of("district", List.of(districts)),
                NumberColumn.of("price", prices)));
    price = trained("price", table.target("price", Task.REGRESSION));
    district = trained("district", table.target("district", Task.CLASSIFICATION));
  }

  private static Trained trained(String name, TabularData data) {
    Model model =
        neurite
            .model(name)
            .input(data.features())
            .layer(new Dense(32, new Relu()))
            .layer(new Dropout(0.1))
            .layer(new Dense(data.outputs()))
            .build();
    Trained trained =
        neurite
            .trainer(model)
            .loss(name.equals("price") ? new MeanSquaredError() : new SoftmaxCrossEntropy())
            .optimizer(new Adam(0.01))
            .epochs(30)
            .fit(data.split(0.9));
    trained.save(folder.resolve(name + ".nn"));
    return neurite.load(folder.resolve(name + ".nn"));
  }

  @AfterAll
  static void close() {
    neurite.close();
  }

  private static TypedPredictor<Map<String, Object>, Double> maps() {
    return price.predictor(ROW, TypeLiteral.get(Double.class), PredictorOptions.DEFAULT);
  }

  /** What one gets by hand, from the preprocessing and the arrays. */
  private static double byHand(Map<String, ?> row) {
    TablePreprocessing table =
        (TablePreprocessing) Preprocessing.fromJson(price.preprocessing().orElseThrow());
    try (var arrays = price.predictor()) {
      return ((NumberTarget) table.target()).decode(arrays.predict(table.input(row))[0]);
    }
  }

  @Test
  void aRecordIsAnsweredInTheTargetsUnit() {
    try (Predictor<House, Double> predictor = price.predictor(House.class, Double.class)) {
      double answer = predictor.predict(new House(120, 3, "centre"));
      assertThat(answer)
          .isEqualTo(byHand(Map.of("floor_area", 120, "rooms", 3, "district", "centre")))
          .isCloseTo(360_000, within(90_000.0));
      assertThat(predictor.predict(new House(120, 3, "suburb"))).isLessThan(answer);
      assertThat(predictor.predict(new House(120, 3, "centre"))).isEqualTo(answer);
    }
  }

  @Test
  void componentsMayStandInAnyOrderBeOptionalAndHoldTheTarget() {
    try (Predictor<Listing, Double> predictor = price.predictor(Listing.class, Double.class)) {
      Map<String, Object> row = new HashMap<>();
      row.put("floor_area", Double.NaN);
      row.put("rooms", 2);
      row.put("district", "CENTRE");
      assertThat(predictor.predict(new Listing(District.CENTRE, null, OptionalDouble.of(2), 1)))
          .isEqualTo(byHand(row));
      row.put("rooms", Double.NaN);
      assertThat(predictor.predict(new Listing(District.CENTRE, null, OptionalDouble.empty(), 0)))
          .isEqualTo(byHand(row));
    }
  }

  @Test
  void anEmptyOptionalIsAMissingValue() {
    try (Predictor<Vague, Double> predictor = price.predictor(Vague.class, Double.class)) {
      Vague some = new Vague(Optional.of(120.0), OptionalInt.of(3), Optional.of("centre"));
      assertThat(predictor.predict(some))
          .isEqualTo(byHand(Map.of("floor_area", 120, "rooms", 3, "district", "centre")));
      Vague none = new Vague(Optional.empty(), OptionalInt.empty(), Optional.empty());
      assertThat(predictor.predict(none))
          .isEqualTo(byHand(Map.of("floor_area", Double.NaN, "rooms", Double.NaN, "district", "")));
    }
    record Wrong(Optional<String> floorArea, int rooms, String district) {}
    assertThatThrownBy(() -> price.predictor(Wrong.class, Double.class))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected a number, as in training, found java.util.Optional<java");
  }

  @Test
  void aMapIsARowAndNullIsMissing() {
    try (TypedPredictor<Map<String, Object>, Double> predictor = maps()) {
      Map<String, Object> row = new HashMap<>(Map.of("rooms", 3, "district", "suburb"));
      row.put("floor_area", null);
      row.put("price", "unknown");
      assertThat(predictor.predict(row))
          .isEqualTo(byHand(Map.of("rooms", 3, "district", "suburb", "floor_area", Double.NaN)));
      row.remove("rooms");
      row.put("room", 3);
      assertThatThrownBy(() -> predictor.predict(row))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "NN-1704 at price, map: expected the columns floor_area, rooms, district, found none"
                  + " called 'rooms'. Rename 'room', or put it there; null if the value is"
                  + " missing.");
      row.put("rooms", 3);
      assertThatThrownBy(() -> predictor.predict(row))
          .hasMessageContaining("found also 'room'. Leave it out.");
    }
  }

  @Test
  void aRecordThatDoesNotFitIsRefusedBeforeAnyPrediction() {
    assertRefused(
        Misspelt.class,
        "NN-1704 at price, record Misspelt: expected the columns floor_area, rooms, district, found"
            + " a component 'roms'. Call it 'rooms', or leave it out.");
    assertRefused(
        Incomplete.class,
        "NN-1704 at price, record Incomplete: expected the columns floor_area, rooms, district,"
            + " found no component for 'rooms'. Add it: double rooms.");
    assertRefused(
        WrongType.class,
        "NN-1704 at price, record WrongType, component floorArea: expected a number, as in"
            + " training, found java.lang.String. Declare it as double.");
    assertRefused(
        Twice.class,
        "NN-1704 at price, record Twice: expected the columns floor_area, rooms, district, found"
            + " two components for the column of 'floor_area'. Leave one out.");
  }

  private static void assertRefused(Class<? extends Record> type, String message) {
    assertThatThrownBy(() -> price.predictor(type, Double.class))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_MISMATCH))
        .hasMessage(message);
  }

  @Test
  void typesThatTheModelCannotSpeakAreRefused() {
    assertThatThrownBy(() -> price.predictor(House.class, String.class))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "NN-1407 at price, answer of a predictor: expected one of the types float[], NDArray,"
                + " Double, Float, found java.lang.String. Ask for one of these.");
    assertThatThrownBy(() -> price.predictor(String.class, Double.class))
        .hasMessageContaining(
            "expected one of the types float[], NDArray, a record with the model's columns, Map,"
                + " found java.lang.String");
    assertThatThrownBy(() -> district.predictor(Misspelt.class, Double.class))
        .isInstanceOf(DataException.class);
    record Point(double floorArea, double rooms, double price) {}
    assertThatThrownBy(() -> district.predictor(Point.class, Direction.class))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "NN-1704 at district, enum Direction: expected a constant for each of the labels"
                + " [centre, suburb], found none for 'centre' among [NORTH, SOUTH]. Add the"
                + " constant.");
  }

  @Test
  void classesAreAnsweredAsLabelsConstantsAndProbabilities() {
    record Point(double floorArea, double rooms, double price) {}
    Point point = new Point(100, 3, 300_000);
    try (TypedPredictor<Point, Classification> predictor =
        district.predictor(Point.class, Classification.class)) {
      Classification answer = predictor.predict(point);
      assertThat(answer.label()).isEqualTo("centre");
      assertThat(answer.probabilities().keySet()).containsExactly("centre", "suburb");
      assertThat(answer.probabilities().values().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-6));
      assertThat(answer.top(1))
          .containsExactly(new Classification.Ranked("centre", answer.probability()));
      assertThat(answer.top(9)).hasSize(2);
      assertThatThrownBy(() -> answer.top(0))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expected a count of at least 1, found 0");
      assertThat(answer).hasToString("centre (" + answer.probability() + ")");
    }
    try (Predictor<Point, String> labels = district.predictor(Point.class, String.class);
        Predictor<Point, District> constants = district.predictor(Point.class, District.class)) {
      assertThat(labels.predict(point)).isEqualTo("centre");
      assertThat(constants.predict(point)).isEqualTo(District.CENTRE);
    }
  }

  @Test
  void nullIsNoRow() {
    try (Predictor<House, Double> records = price.predictor(House.class, Double.class);
        TypedPredictor<Map<String, Object>, Double> maps = maps()) {
      for (Predictor<?, Double> predictor : List.of(records, maps)) {
        assertThatThrownBy(() -> predictor.predict(null))
            .isInstanceOfSatisfying(
                DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_MISMATCH))
            .hasMessageContaining("expected the columns floor_area, rooms, district, found null");
      }
    }
  }

  @Test
  void anAnswerThatIsNoNumberIsAnError() {
    try (Predictor<House, Double> predictor = price.predictor(House.class, Double.class)) {
      assertThatThrownBy(() -> predictor.predict(new House(1e300, 3, "centre")))
          .isInstanceOfSatisfying(
              DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_VALUE));
    }
  }

  @Test
  void dropoutTellsHowSureTheModelIs() {
    MonteCarlo settings = MonteCarlo.DEFAULT.passes(50).seed(3);
    try (Predictor<House, Interval> sure =
            price.monteCarlo(
                House.class, Double.class, settings, answers -> Interval.of(answers, 0.9));
        Predictor<House, Double> point = price.predictor(House.class, Double.class)) {
      House house = new House(120, 3, "centre");
      Interval interval = sure.predict(house);
      assertThat(interval.lower()).isLessThan(interval.mean()).isLessThan(interval.upper());
      assertThat(point.predict(house)).isCloseTo(interval.mean(), within(4 * interval.deviation()));
      assertThat(sure.predict(house)).isEqualTo(interval);
    }
  }

  @Test
  void probabilitiesOfSeveralPassesAreAveraged() {
    record Point(double floorArea, double rooms, double price) {}
    try (Predictor<Point, Classification> sure =
        district.monteCarlo(
            Point.class, Classification.class, MonteCarlo.DEFAULT, Classification::mean)) {
      Classification mean = sure.predict(new Point(100, 3, 300_000));
      assertThat(mean.label()).isEqualTo("centre");
      assertThat(mean.probabilities().values().stream().mapToDouble(p -> p).sum())
          .isCloseTo(1, within(1e-6));
    }
    assertThatThrownBy(() -> Classification.mean(List.of()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("at least one, found 0 answers");
  }
}
