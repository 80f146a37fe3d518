package org.neurite.examples;

import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Two charts: the step beside sigmoids, and a neuron's curve as it learns. */
final class SigmoidPicture {
  private static final int POINTS = 401;

  private SigmoidPicture() {}

  static Path draw(Path folder, List<GradientDescent.Moment> moments) {
    XYChart functions = Pictures.chart("Step and sigmoids", "weighted sum minus bias", "answer");
    curve(functions, "step", -6, 6, z -> z >= 0 ? 1 : 0, Pictures.GREY);
    curve(functions, "sigmoid(z)", -6, 6, GradientDescent::sigmoid, Pictures.BLUE);
    curve(functions, "sigmoid(4 z)", -6, 6, z -> GradientDescent.sigmoid(4 * z), Pictures.ORANGE);
    XYChart learnt = Pictures.chart("One neuron learns", "hours of study", "passed");
    Pictures.points(
        learnt,
        "students",
        GradientDescent.HOURS.toDoubles(),
        GradientDescent.PASSED.toDoubles(),
        Pictures.BLUE,
        SeriesMarkers.CIRCLE);
    curve(learnt, "10", 0, 5.5, moments.get(2)::answer, Pictures.GREY);
    curve(learnt, "100", 0, 5.5, moments.get(3)::answer, Pictures.GREEN);
    curve(learnt, "1,000 steps", 0, 5.5, moments.get(4)::answer, Pictures.ORANGE);
    return Pictures.save(folder, "sigmoid-neuron", 1, List.of(functions, learnt));
  }

  private static void curve(
      XYChart chart, String name, double from, double to, DoubleUnaryOperator f, Color color) {
    double step = (to - from) / (POINTS - 1);
    double[] x = IntStream.range(0, POINTS).mapToDouble(i -> from + step * i).toArray();
    double[] y = IntStream.range(0, POINTS).mapToDouble(i -> f.applyAsDouble(x[i])).toArray();
    Pictures.line(chart, name, x, y, color);
  }
}
