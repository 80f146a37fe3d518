package org.neurite.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.model.VariableSpec;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;

/** Runs small functions for the contracts. */
final class Trial {
  /** Shapes that parameters have: a vector, matrices, a kernel. */
  static final List<Shape> PARAMETERS =
      List.of(Shape.of(6), Shape.of(3, 2), Shape.of(2, 3), Shape.of(2, 1, 2, 2));

  private Trial() {}

  /** Random numbers for a type at a batch size: uniform, or indices below a bound. */
  static NDArray data(TensorType type, int n, double low, double high, long key) {
    Shape shape = type.shape().at(n);
    RandomStream random = new RandomStream(1618, key, 0);
    int length = Math.toIntExact(shape.elements(1));
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = low + (high - low) * random.uniformAt(i);
    }
    if (type.dataType().isFloating()) {
      return NDArray.of(values, shape);
    }
    int[] integers = new int[length];
    for (int i = 0; i < length; i++) {
      integers[i] = (int) Math.floor(values[i]);
    }
    return NDArray.of(integers, length).reshape(shape);
  }

  /** These values again and again, of float32 {@code [n, ..]}. */
  static NDArray repeated(Shape shape, double... pattern) {
    double[] values = new double[Math.toIntExact(shape.elements(1))];
    for (int i = 0; i < values.length; i++) {
      values[i] = pattern[i % pattern.length];
    }
    return NDArray.of(values, shape);
  }

  /** Runs a graph, rounding every number to single precision if asked to. */
  static Map<String, NDArray> run(Graph graph, Feeds feeds, boolean single) {
    return single
        ? ReferenceInterpreter.run(graph, feeds, number -> (float) number).outputs()
        : ReferenceInterpreter.run(graph, feeds).outputs();
  }

  /** A function's value and its gradient by the input {@code x}. */
  static Graph withGradient(Function<Tensor, Tensor> function, Shape type) {
    Tensor x = Tensor.input("x", TensorType.float32(type), "");
    Tensor y = function.apply(x);
    Tensor gradient = Gradients.of(y.sum(), List.of(x)).get(0);
    return new Graph(
        List.of(x.value()),
        List.of(
            new Graph.Output("value", y.value()), new Graph.Output("gradient", gradient.value())),
        List.of());
  }

  /** What {@link #withGradient} gives in single precision. */
  static List<NDArray> valueAndGradient(
      Function<Tensor, Tensor> function, Shape type, NDArray input) {
    Map<String, NDArray> outputs = run(withGradient(function, type), feeds(input), true);
    return List.of(outputs.get("value"), outputs.get("gradient"));
  }

  /** One batch for {@code x}. */
  static Feeds feeds(NDArray x) {
    return Feeds.batch(Math.toIntExact(x.shape().size(0))).input("x", x);
  }

  /** Whether the chain rule ends somewhere at a gradient that an author gave. */
  static boolean hasGradientOfItsOwn(List<Value> results) {
    return Graph.topological(results).stream()
        .anyMatch(
            node ->
                node.op() instanceof Composite composite
                        && composite.name().equals("custom_gradient")
                    || node.op() instanceof Scan scan
                        && hasGradientOfItsOwn(scan.body().outputValues()));
  }

  static Map<String, NDArray> initial(List<VariableSpec> variables) {
    Map<String, NDArray> values = new LinkedHashMap<>();
    variables.forEach(v -> values.put(v.name(), v.initialValue(7).cast(DataType.FLOAT64)));
    return values;
  }

  /** Row i of {@code [n, ..]} as {@code [1, ..]}. */
  static NDArray row(NDArray array, int i) {
    return rows(array, i, 1);
  }

  /** Rows of {@code [n, ..]} as {@code [count, ..]}. */
  static NDArray rows(NDArray array, int from, int count) {
    int length = array.length() / Math.toIntExact(array.shape().size(0));
    Shape shape = array.shape().without(0).insert(0, Dim.of(count));
    if (array.dataType().isFloating()) {
      return NDArray.of(
          Arrays.copyOfRange(array.toDoubles(), from * length, (from + count) * length), shape);
    }
    int[] rows = Arrays.copyOfRange(array.toInts(), from * length, (from + count) * length);
    return NDArray.of(rows, rows.length).reshape(shape);
  }

  /** Fails unless every number is finite. */
  static void requireFinite(String what, NDArray array) {
    for (double value : array.toDoubles()) {
      if (!Double.isFinite(value)) {
        throw new AssertionError(what + ": expected finite numbers, found " + value);
      }
    }
  }

  /** Fails unless the results of a batch are those of its samples one by one. */
  static void requireIndependent(int n, Function<Integer, NDArray> one, NDArray all) {
    for (int i = 0; i < n; i++) {
      String what = "sample " + i + " alone and in a batch";
      new Tolerance(1e-9, 1e-12)
          .difference(one.apply(i), row(all, i))
          .ifPresent(
              text -> {
                throw new AssertionError(what + ": " + text);
              });
    }
  }
}
