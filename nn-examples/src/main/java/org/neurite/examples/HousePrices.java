package org.neurite.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurite.api.component.EpochReport;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.metric.RSquared;
import org.neurite.core.metric.RootMeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.TabularData;
import org.neurite.data.csv.Csv;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Preprocessing;
import org.neurite.data.preprocess.TablePreprocessing;

/** House prices from a CSV file: read, train, save, load, predict one house. */
public final class HousePrices implements Example {
  private static final int EPOCHS = 20;

  /** For {@link java.util.ServiceLoader}. */
  public HousePrices() {}

  /**
   * Runs the example.
   *
   * @param args {@code [CSV] [--pictures FOLDER]}
   */
  public static void main(String[] args) {
    Terminal.run(new HousePrices(), args);
  }

  @Override
  public String name() {
    return "house-prices";
  }

  @Override
  public String summary() {
    return "a CSV file, a network, a model file and one prediction";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    Arguments options = Arguments.parse(arguments);
    Path csv = options.data().orElseGet(() -> Places.data("california_housing.csv"));
    try (Neurite neurite = Neurite.create()) {
      TabularData houses = Csv.read(csv).target("median_house_value");
      Split split = houses.split(0.8);
      Trained trained = train(neurite, houses, split, EPOCHS, out);
      Path file = Files.createTempDirectory("neurite").resolve("houses.nn");
      trained.save(file);
      out.printf(Locale.ROOT, "one house: %,.0f dollars%n", predict(neurite, file, HOUSE));
      out.println("picture: " + HousePricesPicture.draw(options.pictures(), trained, split));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains a network of two hidden layers and reports the error on rows it has not seen. */
  static Trained train(
      Neurite neurite, TabularData houses, Split split, int epochs, PrintWriter out) {
    Model model =
        neurite
            .model("houses")
            .input(houses.features())
            .layer(new Dense(64, new Relu()))
            .layer(new Dense(64, new Relu()))
            .layer(new Dense(1))
            .build();
    out.println(model.summary());
    double dollars = ((NumberTarget) split.preprocessing().target()).scale();
    return neurite
        .trainer(model)
        .loss(new MeanSquaredError())
        .optimizer(new Adam(0.002))
        .metrics(new RootMeanSquaredError(), new RSquared())
        .epochs(epochs)
        .batchSize(64)
        .seed(42)
        .onEpoch(report -> print(report, dollars, out))
        .fit(split);
  }

  private static void print(EpochReport report, double dollars, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "epoch %2d: loss %.4f, error on unseen houses %,.0f dollars, R2 %.3f%n",
        report.epoch(),
        report.values().get("loss"),
        report.values().get("val_rmse") * dollars,
        report.values().get("val_r2"));
  }

  /** One row: the first of the file, whose value was 452,600 dollars. */
  static final Map<String, Double> HOUSE =
      Map.of(
          "longitude", -122.23,
          "latitude", 37.88,
          "housing_median_age", 41.0,
          "total_rooms", 880.0,
          "total_bedrooms", 129.0,
          "population", 322.0,
          "households", 126.0,
          "median_income", 8.3252);

  /** What any other program does with the model file. */
  static double predict(Neurite neurite, Path file, Map<String, Double> house) {
    Trained trained = neurite.load(file);
    var columns =
        (TablePreprocessing) Preprocessing.fromJson(trained.preprocessing().orElseThrow());
    try (ArrayPredictor predictor = trained.predictor()) {
      float[] output = predictor.predict(columns.input(house));
      return ((NumberTarget) columns.target()).decode(output[0]);
    }
  }
}
