package org.neurite.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.neurite.api.component.EpochReport;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.train.Batch;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.preprocess.NumberTarget;

/** Two charts: the loss by epoch, and predicted against true prices of unseen houses. */
final class HousePricesPicture {
  private static final int EVERY = 5;
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
    int rows = Math.toIntExact(data.size().orElseThrow());
    Batch houses = new Batch(rows, data.inputShape(), data.targetType());
    float[] predicted = new float[rows];
    try (Dataset.Reader reader = data.read(Optional.empty());
        ArrayPredictor predictor = trained.predictor()) {
      predictor.predict(houses.inputs(), reader.next(houses), predicted);
    }
    double[] x = thinned(houses.targets(), dollars);
    double[] y = thinned(predicted, dollars);
    Pictures.points(chart, "houses", x, y, Pictures.BLUE, SeriesMarkers.CIRCLE);
    double[] ends = {0, 500};
    Pictures.line(chart, "perfect", ends, ends, Pictures.ORANGE);
    return chart;
  }

  /** Every fifth price, in thousands of dollars: all of them would hide each other. */
  private static double[] thinned(float[] outputs, NumberTarget dollars) {
    return IntStream.range(0, outputs.length / EVERY)
        .mapToDouble(i -> dollars.decode(outputs[EVERY * i]) / THOUSAND)
        .toArray();
  }
}
