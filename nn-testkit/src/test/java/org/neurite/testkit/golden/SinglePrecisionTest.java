package org.neurite.testkit.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.optimizer.Radam;

/** What double precision would hide: extremes and cancellation as the backends meet them. */
class SinglePrecisionTest {
  private static final Percentage ROUNDING = Percentage.withPercentage(2e-4);
  private static final double[] EXTREMES = {
    -3e38, -1e20, -1000, -100, -1e-6, -1e-40, -0.0, 0, 1e-40, 1e-6, 100, 1000, 1e20, 3e38
  };

  /** Values and slopes of a function, once for each backend. */
  private record Curve(NDArray y, NDArray slope) {
    static List<Curve> of(Function<Tensor, Tensor> function, NDArray x) {
      Tensor input = Tensor.input("x", TensorType.float32(x.shape().with(0, Dim.N)), "net");
      Tensor y = function.apply(input);
      Tensor slope = Gradients.of(y, List.of(input)).get(0);
      Graph graph =
          new Graph(
              List.of(input.value()),
              List.of(new Graph.Output("y", y.value()), new Graph.Output("slope", slope.value())),
              List.of());
      List<Curve> curves = new ArrayList<>();
      int n = x.shape().size(0);
      Machines.onEach(
          DefaultBackend.ALONE,
          graph,
          n,
          machine -> {
            if (machine.precision().equals("float32")) {
              Map<String, NDArray> outputs = machine.run(n, Map.of("x", x));
              curves.add(new Curve(outputs.get("y"), outputs.get("slope")));
            }
          });
      assertThat(curves).as("backends").isNotEmpty();
      return curves;
    }
  }

  private static Function<Tensor, Tensor> withTarget(Loss loss, double target) {
    return x ->
        loss.apply(
            x,
            loss.target(x.type()).shape().equals(x.shape())
                ? x.filled(target)
                : x.slice(1, 0, 1).reshape(x.shape().without(1)).filled(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sigmoid",
        "tanh",
        "elu",
        "celu",
        "selu",
        "silu",
        "mish",
        "gelu",
        "softplus",
        "softsign",
        "hard-sigmoid",
        "hard-swish",
        "relu6",
        "hard-tanh",
        "log-sigmoid",
        "tanh-shrink"
      })
  void activationsStayFinite(String name) {
    Activation activation = Components.named(name).as(Activation.class);
    for (Curve curve : Curve.of(activation::apply, NDArray.of(EXTREMES, EXTREMES.length))) {
      assertThat(Arrays.stream(curve.y().toDoubles())).as("values").allMatch(Double::isFinite);
      assertThat(Arrays.stream(curve.slope().toDoubles())).as("slopes").allMatch(Double::isFinite);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mean-absolute-error",
        "huber",
        "smooth-l1",
        "log-cosh",
        "hinge",
        "binary-cross-entropy",
        "focal",
        "probability-cross-entropy"
      })
  void lossesStayFinite(String name) {
    Loss loss = Components.named(name).as(Loss.class);
    for (Curve curve : Curve.of(withTarget(loss, 1), NDArray.of(EXTREMES, EXTREMES.length))) {
      assertThat(Arrays.stream(curve.y().toDoubles())).as("values").allMatch(Double::isFinite);
      assertThat(Arrays.stream(curve.slope().toDoubles())).as("slopes").allMatch(Double::isFinite);
    }
  }

  @Test
  void logCoshKeepsItsDigits() {
    double[] errors = {-50, -1.5, -0.999, -0.3, -0.01, -3e-4, 1e-5, 1e-4, 0.04, 0.9, 1.1, 20, 3e38};
    Loss loss = Components.named("log-cosh").as(Loss.class);
    for (Curve curve : Curve.of(withTarget(loss, 0), NDArray.of(errors, errors.length))) {
      for (int i = 0; i < errors.length; i++) {
        double d = (float) Math.abs(errors[i]);
        double exact =
            d < 0.01
                ? d * d / 2 - Math.pow(d, 4) / 12
                : d + Math.log1p(Math.exp(-2 * d)) - Math.log(2);
        assertThat(curve.y().get(i)).as("of %s", errors[i]).isCloseTo(exact, ROUNDING);
        assertThat(curve.slope().get(i))
            .as("slope at %s", errors[i])
            .isCloseTo(Math.tanh(errors[i]), ROUNDING);
      }
    }
  }

  /** Traces one step on a parameter of 0, whose slots are inputs. */
  private static final class Step implements OptimizerContext {
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private Optional<Tensor> stored = Optional.empty();

    private Tensor input(String name, Shape shape) {
      return inputs.computeIfAbsent(name, n -> Tensor.input(n, TensorType.float32(shape), "net"));
    }

    /** The parameter after a step with gradient and mean of 1, mean square of 1e-4, rate 1. */
    static List<Double> of(Optimizer optimizer, int number) {
      Step step = new Step();
      Tensor parameter = step.input("p", Shape.of(1));
      optimizer.update(step, parameter, step.input("gradient", Shape.of(1)));
      Graph graph =
          new Graph(
              step.inputs.values().stream().map(Tensor::value).toList(),
              List.of(new Graph.Output("p", step.stored.orElseThrow().value())),
              List.of());
      Map<String, NDArray> values = new LinkedHashMap<>();
      step.inputs.forEach((name, input) -> values.put(name, value(name, number, input.shape())));
      List<Double> results = new ArrayList<>();
      Machines.onEach(
          DefaultBackend.ALONE, graph, 1, m -> results.add(m.run(1, values).get("p").get(0)));
      return results.subList(1, results.size());
    }

    private static NDArray value(String name, int number, Shape shape) {
      double value =
          switch (name) {
            case "p" -> 0;
            case "step" -> number;
            case "v" -> 1e-4;
            default -> 1;
          };
      return shape.rank() == 0 ? NDArray.scalar(value) : NDArray.of(new double[] {value}, 1);
    }

    @Override
    public String name() {
      return "p";
    }

    @Override
    public Tensor learningRate() {
      return input("rate", Shape.SCALAR);
    }

    @Override
    public Tensor step() {
      return input("step", Shape.SCALAR);
    }

    @Override
    public Tensor slot(String name, double initial) {
      return slot(name, Shape.of(1), initial);
    }

    @Override
    public Tensor slot(String name, Shape shape, double initial) {
      return input(name, shape);
    }

    @Override
    public void assign(Tensor slot, Tensor value) {}

    @Override
    public void assignParameter(Tensor value) {
      stored = Optional.of(value);
    }
  }

  @Test
  void rectificationIsExactForLongMemories() {
    for (double beta2 : new double[] {0.9, 0.999, 0.99999, 0.999999}) {
      for (int t : new int[] {2, 5, 6, 7, 20, 1000, 100_000, 3_000_000}) {
        double limit = 2 / (1 - beta2) - 1;
        double power = Math.pow(beta2, t);
        double r = limit - 2 * t * power / (1 - power);
        double m = 1 / (1 - Math.pow(0.5, t));
        double share = (r - 4) * (r - 2) * limit / ((limit - 4) * (limit - 2) * r) * (1 - power);
        double root = Math.sqrt(beta2 * 1e-4 + 1 - beta2);
        double expected = r > 5 ? -m * Math.sqrt(share) / root : -m;
        for (double found : Step.of(new Radam(0.1, 0.5, beta2, 1e-12, 0), t)) {
          assertThat(found)
              .as("beta2 %s, step %s", beta2, t)
              .isCloseTo(
                  expected,
                  Percentage.withPercentage(5e-4)); // near r = 5, r - 4 has 5 times r's error
        }
      }
    }
  }

  @Test
  void aVarianceIsNeverBelowTheSmallest() {
    double[] raw = {-1, -20, -40, -1e6, -3e38, 0, 1e-7};
    NDArray prediction =
        NDArray.of(
            DoubleStream.of(raw).flatMap(v -> DoubleStream.of(0.5, v)).toArray(), raw.length, 2);
    Loss loss = Components.named("gaussian-nll").as(Loss.class);
    double expected = (Math.log(1e-6) + 0.25 / 1e-6) / 2;
    double slope = (1 / 1e-6 - 0.25 / 1e-12) / 2;
    for (Curve curve : Curve.of(withTarget(loss, 0), prediction)) {
      for (int i = 0; i < raw.length; i++) {
        assertThat(curve.y().get(i)).as("of %s", raw[i]).isCloseTo(expected, ROUNDING);
        assertThat(curve.slope().get(2 * i + 1)).as("at %s", raw[i]).isCloseTo(slope, ROUNDING);
      }
    }
  }
}
