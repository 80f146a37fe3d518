package org.neurite.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;

/**
 * An optimizer's update of one parameter, traced once and run step by step by the reference
 * interpreter. Not thread-safe.
 */
public final class OptimizerSteps {
  private static final String PARAMETER = "parameter";

  private final Map<String, NDArray> variables = new LinkedHashMap<>();
  private final Graph graph;
  private final DoubleUnaryOperator rounding;
  private int steps;

  /**
   * Traces the update.
   *
   * @param optimizer the optimizer
   * @param start the parameter's first value
   * @param single whether to compute in single precision, else in double
   */
  public OptimizerSteps(Optimizer optimizer, NDArray start, boolean single) {
    Context context = new Context(start.shape());
    Tensor gradient = Tensor.input("gradient", TensorType.float32(start.shape()), "");
    optimizer.update(context, context.parameter, gradient);
    this.graph =
        new Graph(
            List.of(context.rate.value(), context.step.value(), gradient.value()),
            List.of(),
            context.trace.assigns());
    this.rounding = single ? number -> (float) number : DoubleUnaryOperator.identity();
    context.trace.variables().forEach(v -> variables.put(v.name(), v.initialValue(0)));
    variables.put(PARAMETER, start);
  }

  /**
   * Makes one step.
   *
   * @param gradient of the parameter's shape
   * @param rate the learning rate
   * @return the parameter's new value
   */
  public NDArray step(NDArray gradient, double rate) {
    Feeds feeds = feeds(gradient, rate);
    steps++;
    variables.putAll(ReferenceInterpreter.run(graph, feeds, rounding).assigned());
    return variables.get(PARAMETER);
  }

  /** What the next step is given. */
  Feeds feeds(NDArray gradient, double rate) {
    return Feeds.batch(1)
        .input("rate", NDArray.scalar(rate))
        .input("step", NDArray.scalar(steps + 1))
        .input("gradient", gradient)
        .variables(variables);
  }

  /** One step. */
  Graph graph() {
    return graph;
  }

  /**
   * The parameter and what the optimizer remembers.
   *
   * @return arrays by name
   */
  public Map<String, NDArray> variables() {
    return Map.copyOf(variables);
  }

  /** What the optimizer sees. */
  private static final class Context implements OptimizerContext {
    private final Trace trace = new Trace(true);
    private final Tensor rate = scalar("rate");
    private final Tensor step = scalar("step");
    private final Tensor parameter;

    Context(Shape shape) {
      parameter = variable(PARAMETER, shape, Leaf.Role.PARAMETER, 0);
    }

    private static Tensor scalar(String name) {
      return Tensor.input(name, TensorType.float32(Shape.SCALAR), "");
    }

    private Tensor variable(String name, Shape shape, Leaf.Role role, double initial) {
      return trace.variable(new VariableSpec(name, shape, role, Initializer.constant(initial)), "");
    }

    @Override
    public String name() {
      return PARAMETER;
    }

    @Override
    public Tensor learningRate() {
      return rate;
    }

    @Override
    public Tensor step() {
      return step;
    }

    @Override
    public Tensor slot(String name, double initial) {
      return slot(name, parameter.shape(), initial);
    }

    @Override
    public Tensor slot(String name, Shape shape, double initial) {
      return variable("slot/" + name, shape, Leaf.Role.SLOT, initial);
    }

    @Override
    public void assign(Tensor slot, Tensor value) {
      trace.assign(slot, value);
    }

    @Override
    public void assignParameter(Tensor value) {
      trace.assign(parameter, value);
    }
  }
}
