package org.neurite.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.reference.ReferenceInterpreter;

/**
 * Compares gradients with central differences, both computed in double precision by the reference
 * interpreter. The outputs are weighted with random numbers, so that no element's gradient hides
 * behind another's. Immutable; the methods give changed copies.
 *
 * <pre>{@code
 * GradientCheck.of(x -> x.get(0).div(x.get(1)))
 *     .input(Shape.batchOf(3))
 *     .input(Shape.of(3), 0.5, 2)
 *     .check();
 * }</pre>
 *
 * <p>The step of the differences is 1e-5, which leaves errors around 1e-10; gradients must agree to
 * 1e-6 relatively and 1e-7 absolutely. Keep inputs further than the step away from kinks.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final Tolerance TOLERANCE = new Tolerance(1e-6, 1e-7);
  private static final int DEFAULT_BATCH = 3;

  private final Function<List<Tensor>, List<Tensor>> function;
  private final List<Tensor> inputs;
  private final List<NDArray> values;
  private final int n;

  private GradientCheck(
      Function<List<Tensor>, List<Tensor>> function,
      List<Tensor> inputs,
      List<NDArray> values,
      int n) {
    this.function = function;
    this.inputs = List.copyOf(inputs);
    this.values = List.copyOf(values);
    this.n = n;
  }

  /**
   * Checks a function with one result.
   *
   * @param function what to differentiate; gets one tensor per input
   * @return a check without inputs, with a batch size of 3
   */
  public static GradientCheck of(Function<List<Tensor>, Tensor> function) {
    return ofAll(inputs -> List.of(function.apply(inputs)));
  }

  /**
   * Checks a function with any number of results.
   *
   * @param function what to differentiate; gets one tensor per input
   * @return a check without inputs, with a batch size of 3
   */
  public static GradientCheck ofAll(Function<List<Tensor>, List<Tensor>> function) {
    return new GradientCheck(function, List.of(), List.of(), DEFAULT_BATCH);
  }

  /**
   * Chooses the batch size. Before any input.
   *
   * @param size the batch size
   * @return a copy with the batch size
   */
  public GradientCheck batch(int size) {
    if (!inputs.isEmpty()) {
      throw new IllegalStateException("the batch size must be chosen before the inputs");
    }
    return new GradientCheck(function, inputs, values, size);
  }

  /**
   * Adds an input with random values between -1 and 1.
   *
   * @param shape its dimensions
   * @return a copy with the input
   */
  public GradientCheck input(Shape shape) {
    return input(shape, -1, 1);
  }

  /**
   * Adds an input with random values.
   *
   * @param shape its dimensions
   * @param low lower bound of the values
   * @param high upper bound of the values
   * @return a copy with the input
   */
  public GradientCheck input(Shape shape, double low, double high) {
    return with(TensorType.float32(shape), random(shape.at(n), low, high, inputs.size()));
  }

  /**
   * Adds an input with given values, differentiated if it is floating-point.
   *
   * @param array its values
   * @return a copy with the input
   */
  public GradientCheck input(NDArray array) {
    boolean floating = array.dataType().isFloating();
    return with(floating ? TensorType.float32(array.shape()) : array.type(), array);
  }

  /**
   * Adds an input with given values whose type may depend on the batch size, differentiated if it
   * is floating-point.
   *
   * @param type its type in the graph
   * @param array its values, of the type's shape at the batch size
   * @return a copy with the input
   */
  public GradientCheck input(TensorType type, NDArray array) {
    return with(type, array);
  }

  private GradientCheck with(TensorType type, NDArray array) {
    List<Tensor> moreInputs = new ArrayList<>(inputs);
    moreInputs.add(Tensor.input("x" + inputs.size(), type, ""));
    List<NDArray> moreValues = new ArrayList<>(values);
    moreValues.add(array);
    return new GradientCheck(function, moreInputs, moreValues, n);
  }

  /**
   * Compares every element of every floating-point input's gradient.
   *
   * @throws AssertionError if one differs, with input, element, both numbers and the graph
   */
  public void check() {
    GradientCheck weighted = this.weighted();
    Graph value = weighted.graph(weighted.function.apply(weighted.inputs));
    List<NDArray> found = weighted.found(floating());
    for (int i = 0; i < found.size(); i++) {
      weighted.compare(floating().get(i), found.get(i), value);
    }
  }

  /**
   * Checks only that every gradient is there and finite: for those that are another than the
   * derivative on purpose.
   *
   * @throws AssertionError if one is not
   */
  public void checkFinite() {
    List<NDArray> found = weighted().found(floating());
    for (int i = 0; i < found.size(); i++) {
      Trial.requireFinite("gradient by input " + floating().get(i), found.get(i));
    }
  }

  private List<NDArray> found(List<Integer> by) {
    Tensor sum = function.apply(inputs).get(0);
    List<Tensor> wrt = by.stream().map(inputs::get).toList();
    return ReferenceInterpreter.call(graph(Gradients.of(sum, wrt)), n, values);
  }

  /**
   * Compares gradients, and gradients of the gradients.
   *
   * @throws AssertionError if one differs
   */
  public void checkTwice() {
    check();
    GradientCheck weighted = this.weighted();
    new GradientCheck(weighted::gradients, weighted.inputs, weighted.values, n).check();
  }

  private List<Tensor> gradients(List<Tensor> arguments) {
    List<Tensor> wrt = floating().stream().map(arguments::get).toList();
    return Gradients.of(function.apply(arguments).get(0), wrt);
  }

  /** The sum of all outputs' elements, each times a further input of random numbers. */
  private GradientCheck weighted() {
    int given = inputs.size();
    GradientCheck check =
        new GradientCheck(arguments -> weightedSum(arguments, given), inputs, values, n);
    for (Tensor output : function.apply(inputs)) {
      check = check.input(output.shape(), 0.5, 1.5);
    }
    return check;
  }

  private List<Tensor> weightedSum(List<Tensor> arguments, int given) {
    List<Tensor> outputs = function.apply(arguments.subList(0, given));
    Tensor sum = outputs.get(0).mul(arguments.get(given)).sum();
    for (int i = 1; i < outputs.size(); i++) {
      sum = sum.add(outputs.get(i).mul(arguments.get(given + i)).sum());
    }
    return List.of(sum);
  }

  private void compare(int input, NDArray found, Graph value) {
    for (int i = 0; i < found.length(); i++) {
      double expected = difference(value, input, i);
      if (!TOLERANCE.allows(found.get(i), expected) || Double.isNaN(expected)) {
        throw new AssertionError(
            "gradient by input %d, element %d: finite differences give %s, the gradient is %s%n%s"
                .formatted(input, i, expected, found.get(i), GraphText.of(value)));
      }
    }
  }

  private double difference(Graph value, int input, int element) {
    return (shifted(value, input, element, STEP) - shifted(value, input, element, -STEP))
        / (2 * STEP);
  }

  private double shifted(Graph value, int input, int element, double by) {
    List<NDArray> arguments = new ArrayList<>(values);
    double[] changed = values.get(input).toDoubles();
    changed[element] += by;
    arguments.set(input, NDArray.of(changed, values.get(input).shape()));
    return ReferenceInterpreter.call(value, n, arguments).get(0).get(0);
  }

  private List<Integer> floating() {
    return IntStream.range(0, inputs.size())
        .filter(i -> inputs.get(i).dataType().isFloating())
        .boxed()
        .toList();
  }

  private Graph graph(List<Tensor> outputs) {
    return Graph.body(
        inputs.stream().map(Tensor::value).toList(), outputs.stream().map(Tensor::value).toList());
  }

  private static NDArray random(Shape shape, double low, double high, int key) {
    RandomStream stream = new RandomStream(2718, key, 0);
    double[] data = new double[Math.toIntExact(shape.elements(1))];
    for (int i = 0; i < data.length; i++) {
      data[i] = low + (high - low) * stream.uniformAt(i);
    }
    return NDArray.of(data, shape);
  }
}
