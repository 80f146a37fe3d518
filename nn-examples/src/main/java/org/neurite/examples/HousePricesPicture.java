package org.neurite.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.neurite.core.predict.Predictor;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.EpochReport;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.preprocess.NumberTarget;

/** Two charts: the loss by epoch, and predicted against true prices of unseen houses. */
final class HousePricesPicture {
  private static final int HOUSES = 800;
  private static final double THOUSAND = 1000;

  private HousePricesPicture() {}

  static Path draw(Path folder, Trained trained, Split split) {
    XYChart loss = losses(trained.history());
    XYChart prices = prices(trained, split);
    return Pictures.save(folder, "house-prices", 1, List.of(loss, prices));
  }

  private static XYChart losses(List<EpochReport> history) {
    XYChart chart = Pictures.chart("Training", "epoch", "mean squared error, standardised");
    double[] epochs = history.stream().mapToDouble(EpochReport::epoch).toArray();
    Pictures.line(chart, "trained on", epochs, values(history, "loss"), Pictures.BLUE);
    Pictures.line(chart, "unseen", epochs, values(history, "val_loss"), Pictures.ORANGE);
    return chart;
  }

  private static double[] values(List<EpochReport> history, String name) {
    return history.stream().mapToDouble(report -> report.values().get(name)).toArray();
  }

  private static XYChart prices(Trained trained, Split split) {
    XYChart chart = Pictures.chart("Unseen houses", "true price, 1000 $", "predicted, 1000 $");
    chart.getStyler().setMarkerSize(3).setLegendVisible(false);
    Dataset data = split.validation().orElseThrow();
    NumberTarget dollars = (NumberTarget) split.preprocessing().target();
    Batch houses = new Batch(HOUSES, data.inputShape(), data.targetType());
    try (Dataset.Reader reader = data.read(Optional.empty())) {
      int count = reader.next(houses);
      float[] predicted = new float[houses.targets().length];
      try (Predictor predictor = trained.predictor()) {
        predictor.predict(houses.inputs(), HOUSES, predicted);
      }
      double[] x = inDollars(houses.targets(), count, dollars);
      double[] y = inDollars(predicted, count, dollars);
      Pictures.points(chart, "houses", x, y, Pictures.BLUE, SeriesMarkers.CIRCLE);
      double[] ends = {0, 500};
      Pictures.line(chart, "perfect", ends, ends, Pictures.ORANGE);
    }
    return chart;
  }

  private static double[] inDollars(float[] outputs, int count, NumberTarget dollars) {
    return IntStream.range(0, count)
        .mapToDouble(i -> dollars.decode(outputs[i]) / THOUSAND)
        .toArray();
  }
}
