package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurite.api.component.Optimizer;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.Tolerance;

/** Optimizers over twenty steps of a quadratic and of a small network. */
final class Optimizers {
  private Optimizers() {}

  static void enter(Map<String, Subject> table) {
    table.put("sgd", subject(Optimizers::sgd));
    table.put("adam", subject(attrs -> adam("adam", attrs)));
    table.put("adamw", subject(attrs -> adam("adamw", attrs)));
    table.put("adamax", subject(attrs -> moments("adamax", attrs)));
    table.put("radam", subject(attrs -> moments("radam", attrs)));
    table.put(
        "nadam",
        subject(
            attrs ->
                moments("nadam", attrs).with("momentumDecay", attrs.number("momentum_decay"))));
    table.put("adagrad", subject(Optimizers::adagrad));
    table.put("rmsprop", subject(Optimizers::rmsprop));
    table.put("adadelta", subject(Optimizers::adadelta));
  }

  private static Components sgd(Attributes attrs) {
    return Components.named("sgd")
        .with("learningRate", attrs.number("lr"))
        .with("momentum", attrs.number("momentum"))
        .with("dampening", attrs.number("dampening"))
        .with("nesterov", attrs.flag("nesterov"))
        .with("weightDecay", attrs.number("weight_decay"));
  }

  private static Components adagrad(Attributes attrs) {
    return common("adagrad", attrs)
        .with("rateDecay", attrs.number("lr_decay"))
        .with("initialAccumulator", attrs.number("initial_accumulator_value"));
  }

  private static Components rmsprop(Attributes attrs) {
    return common("rmsprop", attrs)
        .with("alpha", attrs.number("alpha"))
        .with("momentum", attrs.number("momentum"))
        .with("centered", attrs.flag("centered"));
  }

  private static Components adadelta(Attributes attrs) {
    return common("adadelta", attrs).with("rho", attrs.number("rho"));
  }

  private static Components common(String name, Attributes attrs) {
    return Components.named(name)
        .with("learningRate", attrs.number("lr"))
        .with("epsilon", attrs.number("eps"))
        .with("weightDecay", attrs.number("weight_decay", 0));
  }

  private static Components moments(String name, Attributes attrs) {
    return common(name, attrs)
        .with("beta1", attrs.entry("betas", 0))
        .with("beta2", attrs.entry("betas", 1));
  }

  static Components adam(String name, Attributes attrs) {
    return moments(name, attrs).with("amsgrad", attrs.has("amsgrad") && attrs.flag("amsgrad"));
  }

  private static Subject subject(Function<Attributes, Components> recipe) {
    return (golden, attrs) -> {
      Optimizer optimizer = recipe.apply(attrs).as(Optimizer.class);
      Trajectory trajectory = new Trajectory();
      Tensor loss =
          switch (attrs.text("problem")) {
            case "quadratic" -> quadratic(golden, trajectory);
            case "mlp" -> network(golden, trajectory);
            default -> throw new IllegalArgumentException("problem " + attrs.text("problem"));
          };
      Graph graph = trajectory.graph(loss, optimizer, Map.of());
      Machines.onEach(
          golden.backends(),
          graph,
          1,
          machine -> {
            machine.load(trajectory.slots());
            machine.load(golden.inputs());
            follow(golden, machine, optimizer.learningRate(), attrs.integer("steps"), graph);
          });
    };
  }

  /** 0.5 x^T A x - b^T x. */
  private static Tensor quadratic(GoldenCase golden, Trajectory trajectory) {
    Tensor a = trajectory.input("A", type(golden, "A"));
    Tensor b = trajectory.input("b", type(golden, "b"));
    Tensor x = trajectory.parameter("x", golden.input("x").shape());
    Tensor ax = a.matmul(x.expandDims(1)).reshape(x.shape());
    return x.mul(ax.mul(0.5).sub(b)).sum();
  }

  /** Mean squared error of tanh(X w1^T + b1) w2^T + b2 against Y. */
  private static Tensor network(GoldenCase golden, Trajectory trajectory) {
    Tensor value = trajectory.input("X", type(golden, "X"));
    List<Tensor> parameters = new ArrayList<>();
    for (String name : List.of("w1", "b1", "w2", "b2")) {
      parameters.add(trajectory.parameter(name, golden.input(name).shape()));
    }
    Tensor hidden = linear(value, parameters.get(0), parameters.get(1)).tanh();
    Tensor y = linear(hidden, parameters.get(2), parameters.get(3));
    return y.sub(trajectory.input("Y", type(golden, "Y"))).square().mean();
  }

  private static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
    return Composites.linear(x, weight, java.util.Optional.of(bias));
  }

  private static TensorType type(GoldenCase golden, String input) {
    Shape shape = golden.input(input).shape();
    return TensorType.float32(shape);
  }

  private static void follow(
      GoldenCase golden, Machine machine, double rate, int steps, Graph graph) {
    Tolerance tolerance = golden.tolerance(machine.precision(), "trajectory");
    Map<String, NDArray> data = new LinkedHashMap<>();
    graph.inputs().stream()
        .map(input -> input.op().name())
        .filter(golden.inputs()::containsKey)
        .forEach(name -> data.put(name, golden.input(name)));
    for (int k = 0; k < steps; k++) {
      String where = machine.precision() + " step " + k + " ";
      compareParameters(golden, machine, k, where, tolerance);
      Map<String, NDArray> found = machine.run(1, Trajectory.feeds(data, rate, k + 1));
      for (Map.Entry<String, NDArray> expected : golden.outputs().entrySet()) {
        String name = expected.getKey().equals("losses") ? "loss" : expected.getKey();
        if (found.containsKey(name)) {
          NDArray row = Compare.row(expected.getValue(), k);
          Compare.near(where + name, found.get(name), row, tolerance);
        }
      }
    }
    compareParameters(golden, machine, steps, machine.precision() + " end ", tolerance);
  }

  private static void compareParameters(
      GoldenCase golden, Machine machine, int k, String where, Tolerance tolerance) {
    golden
        .outputs()
        .forEach(
            (name, expected) -> {
              if (name.startsWith("params_")) {
                NDArray found = machine.variable(name.substring("params_".length()));
                Compare.near(where + name, found, Compare.row(expected, k), tolerance);
              }
            });
  }
}
