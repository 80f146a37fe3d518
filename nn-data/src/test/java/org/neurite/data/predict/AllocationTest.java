package org.neurite.data.predict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.TypeLiteral;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;
import org.neurite.core.predict.Predictor;
import org.neurite.core.predict.PredictorOptions;
import org.neurite.core.train.Trained;
import org.neurite.data.preprocess.CategoryFeature;
import org.neurite.data.preprocess.Feature;
import org.neurite.data.preprocess.NumberFeature;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.TablePreprocessing;

/** What a prediction in an application's types leaves for the garbage collector. */
class AllocationTest {
  private static final int CALLS = 20_000;

  /** The answer, and what the compiler may leave; a column object for each number was 500. */
  private static final double MOST_BYTES = 100;

  private static Neurite neurite;
  private static Trained houses;

  private enum Side {
    NORTH,
    SOUTH
  }

  private record House(
      double longitude,
      double latitude,
      int age,
      float rooms,
      double beds,
      String place,
      Side side) {}

  private record Partial(
      Double longitude,
      OptionalDouble latitude,
      int age,
      float rooms,
      Optional<Double> beds,
      String place,
      Side side) {}

  private static Feature number(String column) {
    return NumberFeature.standardised(column, 1, 2, 1, true, 0.1);
  }

  private static Feature category(String column, String... values) {
    return new CategoryFeature(column, List.of(values), false, List.of(0.5, 0.5));
  }

  @BeforeAll
  static void make() {
    neurite = Neurite.create(new NeuriteModule().backend("jvm").threads(1));
    TablePreprocessing table =
        new TablePreprocessing(
            List.of(
                number("longitude"),
                number("latitude"),
                number("age"),
                number("rooms"),
                number("beds"),
                category("place", "city", "land"),
                category("side", "NORTH", "SOUTH")),
            new NumberTarget("price", 100, 10),
            List.of());
    Model model = neurite.model("houses").input(table.inputShape()).layer(new Dense(1)).build();
    houses =
        new Trained(neurite.environment(), model, model.initialWeights(1), List.of(), Map.of())
            .withPreprocessing(table.toJson());
  }

  @AfterAll
  static void close() {
    neurite.close();
  }

  private static <I> double bytesPerCall(Class<I> type, I input) {
    try (Predictor<I, Double> predictor =
        houses.predictor(
            TypeLiteral.get(type), TypeLiteral.get(Double.class), PredictorOptions.DEFAULT)) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      double least = Double.MAX_VALUE;
      for (int round = 0; round < 5; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
          predictor.predict(input);
        }
        least =
            Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS);
      }
      return least;
    }
  }

  @Test
  void aRecordIsReadWithoutObjectsOfItsOwn() {
    House house = new House(1, 2, 3, 4, 5, "city", Side.NORTH);
    Partial partial =
        new Partial(1.0, OptionalDouble.of(2), 3, 4, Optional.of(5.0), "city", Side.NORTH);

    assertThat(bytesPerCall(House.class, house)).isLessThan(MOST_BYTES);
    assertThat(bytesPerCall(Partial.class, partial)).isLessThan(MOST_BYTES);
  }
}
