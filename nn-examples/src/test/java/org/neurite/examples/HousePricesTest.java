package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.core.Neurite;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.TabularData;
import org.neurite.data.csv.Csv;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.TablePreprocessing;

class HousePricesTest {
  @TempDir private Path folder;

  @Test
  void learnsPricesAndPredictsTheSameFromItsFile() {
    try (Neurite neurite = Neurite.create()) {
      TabularData houses =
          Csv.read(Places.data("california_housing.csv")).target("median_house_value");
      Split split = houses.split(0.8);
      StringWriter out = new StringWriter();

      Trained trained = HousePrices.train(neurite, houses, split, 3, new PrintWriter(out));

      NumberTarget target = (NumberTarget) split.preprocessing().target();
      double error = trained.history().get(2).values().get("val_rmse") * target.scale();
      assertThat(error).isBetween(50_000.0, 72_000.0);
      assertThat(out.toString().replace(System.lineSeparator(), "\n"))
          .contains("epoch  3: loss 0.");

      Path file = folder.resolve("houses.nn");
      trained.save(file);
      double price = HousePrices.predict(neurite, file, HousePrices.HOUSE);
      assertThat(price).isCloseTo(452_600, within(120_000.0));
      assertThat(price).isEqualTo(inMemory(trained, (TablePreprocessing) split.preprocessing()));

      HousePricesPicture.draw(folder, trained, split);
      assertThat(folder.resolve("house-prices.png")).isNotEmptyFile();
    }
  }

  private static double inMemory(Trained trained, TablePreprocessing columns) {
    try (ArrayPredictor predictor = trained.predictor()) {
      float[] output = predictor.predict(columns.input(HousePrices.HOUSE));
      return ((NumberTarget) columns.target()).decode(output[0]);
    }
  }
}
