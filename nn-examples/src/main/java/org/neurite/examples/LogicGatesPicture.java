package org.neurite.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;
import org.neurite.core.predict.ArrayPredictor;

/** Four charts of the plane of inputs: shaded where a neuron or a network answers 1. */
final class LogicGatesPicture {
  private static final int CELLS = 60;
  private static final double LOW = -0.5;
  private static final double HIGH = 1.5;

  private final Neurite neurite;

  LogicGatesPicture(Neurite neurite) {
    this.neurite = neurite;
  }

  /** Draws AND, OR and NOR by single neurons, and XOR by a network. */
  Path draw(Path folder, Map<Gate, ThresholdNeuron> neurons, ArrayPredictor network) {
    List<XYChart> charts = new ArrayList<>();
    neurons.forEach(
        (gate, neuron) ->
            charts.add(chart(gate, "one neuron", plane -> neuron.answers(neurite, plane))));
    charts.add(chart(Gate.XOR, "hidden layer", plane -> XorNetwork.answers(network, plane)));
    return Pictures.save(folder, "logic-gates", 2, charts);
  }

  private static XYChart chart(Gate gate, String by, Function<NDArray, int[]> answers) {
    XYChart chart = Pictures.chart(gate + ": " + by, "first input", "second input");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisMin(LOW).setXAxisMax(HIGH).setYAxisMin(LOW).setYAxisMax(HIGH);
    chart.getStyler().setYAxisTickMarkSpacingHint(60);
    chart.getStyler().setMarkerSize(8);
    NDArray plane = plane();
    int[] fires = answers.apply(plane);
    int[] shaded = IntStream.range(0, fires.length).filter(i -> fires[i] == 1).toArray();
    points(chart, "fires", plane, shaded, SeriesMarkers.SQUARE);
    for (int answer = 0; answer <= 1; answer++) {
      int wanted = answer;
      int[] rows = IntStream.range(0, 4).filter(row -> gate.answer(row) == wanted).toArray();
      points(
          chart,
          "answer " + answer,
          Gate.INPUTS,
          rows,
          answer == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.CROSS);
    }
    return chart;
  }

  private static void points(
      XYChart chart, String name, NDArray inputs, int[] rows, Marker marker) {
    double[] x = IntStream.of(rows).mapToDouble(row -> inputs.get(2 * row)).toArray();
    double[] y = IntStream.of(rows).mapToDouble(row -> inputs.get(2 * row + 1)).toArray();
    Pictures.points(
        chart, name, x, y, marker == SeriesMarkers.SQUARE ? Pictures.SHADE : Pictures.BLUE, marker);
  }

  /** Points all over the plane, {@code [cells², 2]}. */
  private static NDArray plane() {
    float[] points = new float[2 * CELLS * CELLS];
    for (int i = 0; i < CELLS * CELLS; i++) {
      points[2 * i] = coordinate(i % CELLS);
      points[2 * i + 1] = coordinate(i / CELLS);
    }
    return NDArray.of(points, CELLS * CELLS, 2);
  }

  private static float coordinate(int cell) {
    return (float) (LOW + (HIGH - LOW) * (cell + 0.5) / CELLS);
  }
}
