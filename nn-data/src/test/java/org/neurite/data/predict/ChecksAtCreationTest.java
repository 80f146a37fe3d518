package org.neurite.data.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.TypeLiteral;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.predict.InputEncoder;
import org.neurite.data.column.Kind;
import org.neurite.data.preprocess.CategoryFeature;
import org.neurite.data.preprocess.ClassTarget;
import org.neurite.data.preprocess.DateFeature;
import org.neurite.data.preprocess.DatePart;
import org.neurite.data.preprocess.Feature;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.TablePreprocessing;

/** A type that no sample of which can fit is refused when the predictor is made. */
class ChecksAtCreationTest {
  private static final Feature AREA = NumberFeature.standardised("area", 100, 10, 100, false, 0);
  private static final Feature PLACE =
      new CategoryFeature("place", List.of("north", "south"), false, List.of(0.5, 0.5));
  private static final Feature SOLD =
      new DateFeature("sold", List.of(new DateFeature.Part(DatePart.YEAR, 2000, 10)), false, 0);

  private static Optional<InputEncoder<?>> encoder(TypeLiteral<?> type, Feature... features) {
    TablePreprocessing table =
        new TablePreprocessing(List.of(features), new NumberTarget("price", 0, 1), List.of());
    Model model = new ModelBuilder("houses").input(table.inputShape()).layer(new Dense(1)).build();
    return new TableTranslator(model, table).encoder(type.getType());
  }

  private static void refused(String message, TypeLiteral<?> type, Feature... features) {
    assertThatThrownBy(() -> encoder(type, features))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_MISMATCH))
        .hasMessage(message);
  }

  @Test
  void mapsWithOtherKeysThanTexts() {
    refused(
        "NN-1704 at houses, map: expected the columns area, found keys of type java.lang.Integer."
            + " Ask with a Map<String, Object>.",
        new TypeLiteral<Map<Integer, Double>>() {},
        AREA);
  }

  @Test
  void mapsOfValuesThatDoNotFitEveryColumn() {
    refused(
        "NN-1704 at houses, map, column area: expected a number, as in training, found values of"
            + " type java.lang.String. Ask with a Map<String, Object>.",
        new TypeLiteral<Map<String, String>>() {},
        PLACE,
        AREA);
    refused(
        "NN-1704 at houses, map, column sold: expected a date or its text, as in training, found"
            + " values of type java.lang.Double. Ask with a Map<String, Object>.",
        new TypeLiteral<Map<String, Optional<Double>>>() {},
        AREA,
        SOLD);
  }

  @Test
  void mapsThatMayFitAreTaken() {
    assertThat(encoder(new TypeLiteral<Map<String, Object>>() {}, AREA, PLACE, SOLD)).isPresent();
    assertThat(encoder(new TypeLiteral<Map<String, ?>>() {}, AREA, PLACE)).isPresent();
    assertThat(encoder(new TypeLiteral<Map<? super String, Comparable<?>>>() {}, AREA, PLACE))
        .isPresent();
    assertThat(encoder(new TypeLiteral<Map<String, ? extends Number>>() {}, AREA, PLACE))
        .isPresent();
    assertThat(encoder(new TypeLiteral<Map<String, Optional<Double>>>() {}, AREA, PLACE))
        .isPresent();
    assertThat(encoder(new TypeLiteral<Map<String, LocalDate>>() {}, SOLD)).isPresent();
    assertThat(encoder(TypeLiteral.get(Map.class), AREA)).isPresent();
  }

  /** Those of a map that may hold anything, which nobody can check before. */
  @Test
  void valuesThatDoNotFitTheirColumn() {
    float[] row = new float[1];
    assertThatThrownBy(() -> new ColumnEncoder("houses", AREA, 0).encode("large", row))
        .isInstanceOfSatisfying(
            DataException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COLUMN_MISMATCH))
        .hasMessage(
            "NN-1704 at houses, column area: expected a number, as in training, found the text"
                + " 'large'. Convert it; null if the value is missing.");
    assertThatThrownBy(() -> new ColumnEncoder("houses", SOLD, 0).encode((Object) 2024, row))
        .hasMessage(
            "NN-1704 at houses, column sold: expected a date or its text, as in training, found the"
                + " number '2024'. Convert it; null if the value is missing.");
    new ColumnEncoder("houses", SOLD, 0).encode(LocalDate.of(2020, 1, 1), row);
    assertThat(row).containsExactly(2);
  }

  private record Sale(double area, long sold) {}

  private record Bounded<T extends Number>(T area) {}

  @Test
  void recordsWithNumbersForDates() {
    refused(
        "NN-1704 at houses, record Sale, component sold: expected a date or its text, as in"
            + " training, found long. Declare it as String.",
        TypeLiteral.get(Sale.class),
        AREA,
        SOLD);
    assertThat(encoder(TypeLiteral.get(Bounded.class), AREA)).isPresent();
  }

  private enum Alike {
    NORTH_EAST,
    NORTHEAST,
    SOUTH
  }

  private static List<Object> constants(String... labels) {
    return LabelEnum.constants(
        "places", Alike.class, new ClassTarget("place", Kind.CATEGORY, List.of(labels)));
  }

  @Test
  void enumsThatDoNotTellLabelsApart() {
    assertThat(constants("NORTH_EAST", "NORTHEAST"))
        .as("exact names first")
        .isEqualTo(List.of(Alike.NORTH_EAST, Alike.NORTHEAST));
    assertThatThrownBy(() -> constants("north east", "south"))
        .hasMessage(
            "NN-1704 at places, enum Alike: expected a constant for each of the labels [north east,"
                + " south], found [NORTH_EAST, NORTHEAST] for 'north east'. Answer with String, or"
                + " with an enum whose names tell the labels apart.");
    assertThatThrownBy(() -> constants("South", "south"))
        .hasMessageContaining("found SOUTH for 'south' and another label. Answer with String");
  }
}
