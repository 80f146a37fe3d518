package org.neurite.testkit.golden;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Optimizer;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.Tolerance;

/** Whole trainings, followed step by step. */
final class Trainings {
  private static final Tolerance ROUNDED = new Tolerance(1e-6, 1e-7);

  private Trainings() {}

  static void enter(Map<String, Subject> table) {
    table.put("training", Trainings::check);
  }

  private static void check(GoldenCase golden, Attributes attrs) {
    attrs.describe("data", "classes", "batch");
    Trajectory trajectory = new Trajectory();
    Map<String, NDArray> data = data(golden);
    Tensor x = input(trajectory, "x", data.get("x"));
    Tensor y = input(trajectory, "y", data.get("y"));
    Tensor prediction = network(trajectory, x, attrs);
    Loss criterion = loss(attrs.text("loss"));
    Tensor loss = Losses.reduced("mean", criterion, criterion.apply(prediction, y), y);
    Optimizer optimizer = optimizer(attrs);
    Graph graph = trajectory.graph(loss, optimizer, Map.of("prediction", prediction));
    int n = data.get("x").shape().size(0);
    Machines.onEach(
        golden.backends(),
        graph,
        n,
        machine -> {
          machine.load(trajectory.slots());
          machine.load(weights(golden.inputs(), "init_"));
          double rate = optimizer.learningRate();
          follow(golden, machine, data, rate, attrs.integer("steps"));
        });
    if (attrs.has("layers")) {
      new TrainerFit(golden, attrs.integers("layers"), attrs.text("activation"))
          .check(criterion, optimizer, attrs.integer("steps"), data);
    }
  }

  private static Map<String, NDArray> data(GoldenCase golden) {
    Map<String, NDArray> data = new LinkedHashMap<>();
    boolean images = golden.inputs().containsKey("x_pixels");
    data.put("x", images ? images(golden.input("x_pixels")) : golden.input("x"));
    data.put("y", golden.input("y"));
    return data;
  }

  /** Pixels of 0 to 255 as float32 from 0 to 1, with an axis for the one channel. */
  private static NDArray images(NDArray pixels) {
    float[] values = new float[pixels.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (pixels.get(i) / 255);
    }
    return NDArray.of(values, pixels.shape().insert(1, Dim.ONE));
  }

  private static Tensor input(Trajectory trajectory, String name, NDArray array) {
    Shape shape = array.shape().with(0, Dim.N);
    boolean floating = array.dataType().isFloating();
    return trajectory.input(
        name, new TensorType(floating ? DataType.FLOAT32 : array.dataType(), shape));
  }

  private static Tensor network(Trajectory trajectory, Tensor x, Attributes attrs) {
    String activation = attrs.text("activation");
    if (attrs.has("layers")) {
      return Networks.perceptron(trajectory, x, attrs.integers("layers"), activation);
    }
    attrs.describe("network");
    String pool = attrs.text("pool").equals("max") ? "max-pool2d" : "avg-pool2d";
    return Networks.lenet(trajectory, x, activation, pool);
  }

  private static Loss loss(String name) {
    String component =
        switch (name) {
          case "cross_entropy mean" -> "softmax-cross-entropy";
          case "mse mean" -> "mean-squared-error";
          default -> throw new IllegalArgumentException("loss " + name);
        };
    return Components.named(component).as(Loss.class);
  }

  private static Optimizer optimizer(Attributes attrs) {
    return Optimizers.adam(attrs.text("optimizer"), attrs).as(Optimizer.class);
  }

  /** {@code init_w1} is {@code l1.weight}, {@code init_fc1_bias} is {@code fc1.bias}. */
  private static String variable(String golden) {
    String name = golden.replaceFirst("^(init|final)_", "").replaceFirst("_first_rows$", "");
    return name.matches("[wb]\\d+")
        ? "l" + name.substring(1) + (name.startsWith("w") ? ".weight" : ".bias")
        : name.replaceFirst("_(weight|bias)$", ".$1");
  }

  /** The weights among a case's arrays, by variable name. */
  static Map<String, NDArray> weights(Map<String, NDArray> arrays, String prefix) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (name.matches(prefix + "(\\w+_)?([wb]\\d+|weight|bias)(_first_rows)?")) {
            weights.put(variable(name), array);
          }
        });
    return weights;
  }

  private static void follow(
      GoldenCase golden, Machine machine, Map<String, NDArray> data, double rate, int steps) {
    String precision = machine.precision();
    int n = data.get("x").shape().size(0);
    NDArray losses = golden.outputs().get("losses");
    Tolerance tolerance = golden.tolerance(precision, "losses");
    for (int k = 0; k < steps; k++) {
      NDArray loss = machine.run(n, Trajectory.feeds(data, rate, k + 1)).get("loss");
      Compare.near(precision + " loss " + k, loss, Compare.row(losses, k), tolerance);
    }
    compareParameters(golden, machine);
    Map<String, NDArray> end = machine.run(n, Trajectory.feeds(data, rate, steps + 1));
    Compare.near(precision + " last loss", end.get("loss"), Compare.row(losses, steps), tolerance);
    comparePredictions(golden, precision, end.get("prediction"), data.get("y"));
  }

  private static void compareParameters(GoldenCase golden, Machine machine) {
    String precision = machine.precision();
    Tolerance stated = golden.tolerance(precision, "final_params");
    boolean rounded = golden.isRounded("final_") && precision.equals("float64");
    weights(golden.outputs(), "final_")
        .forEach(
            (name, expected) -> {
              double[] head = head(machine.variable(name), expected.length());
              NDArray found = NDArray.of(head, expected.shape());
              Compare.near(precision + " " + name, found, expected, rounded ? ROUNDED : stated);
            });
  }

  private static double[] head(NDArray array, int count) {
    return Arrays.copyOf(array.toDoubles(), count);
  }

  static void comparePredictions(
      GoldenCase golden, String precision, NDArray found, NDArray target) {
    for (String name : new String[] {"final_logits", "final_predictions"}) {
      if (golden.outputs().containsKey(name)) {
        Compare.near(
            precision + " " + name,
            found,
            golden.outputs().get(name),
            golden.tolerance(precision, name));
      }
    }
    if (golden.outputs().containsKey("final_accuracy")) {
      Compare.near(
          precision + " final_accuracy",
          NDArray.scalar(accuracy(found, target)),
          golden.outputs().get("final_accuracy"),
          new Tolerance(1e-9, 0));
    }
  }

  private static double accuracy(NDArray logits, NDArray target) {
    MetricAccumulator accuracy = Components.named("accuracy").as(Metric.class).start();
    accuracy.add(logits, target);
    return accuracy.results().get("accuracy");
  }
}
