package org.neurite.core.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;

/** Traces the update of one parameter and runs it step by step, in double precision. */
public final class OptimizerRun {
  private final double rate;
  private final boolean scheduled;
  private final Map<String, NDArray> variables = new LinkedHashMap<>();
  private final List<Graph.Assign> assigns = new ArrayList<>();
  private final Graph graph;
  private int steps;

  /** A run whose optimizer keeps its own momentum. */
  public OptimizerRun(Optimizer optimizer, NDArray start, double rate) {
    this(optimizer, start, rate, false);
  }

  /**
   * A run.
   *
   * @param scheduled whether each step is given a momentum
   */
  public OptimizerRun(Optimizer optimizer, NDArray start, double rate, boolean scheduled) {
    this.rate = rate;
    this.scheduled = scheduled;
    Tensor gradient = input("gradient", start.shape());
    Context context = new Context(variable("p", start));
    optimizer.update(context, context.parameter, gradient);
    graph =
        new Graph(
            List.of(
                context.rate.value(),
                context.step.value(),
                context.momentum.value(),
                gradient.value()),
            List.of(),
            assigns);
  }

  private static Tensor input(String name, Shape shape) {
    return Tensor.input(name, TensorType.float32(shape), "");
  }

  private Tensor variable(String name, NDArray value) {
    variables.put(name, value);
    Leaf.Variable op = new Leaf.Variable(name, TensorType.float32(value.shape()), Leaf.Role.SLOT);
    return Tensor.of(new Node(op, List.of(), "").output(0), "");
  }

  /** Does a step and gives the parameter's new value. */
  public double[] step(NDArray gradient) {
    return step(gradient, 0);
  }

  /** Does a step with the schedule's momentum. */
  public double[] step(NDArray gradient, double momentum) {
    Feeds feeds =
        Feeds.batch(1)
            .input("rate", NDArray.scalar(rate))
            .input("step", NDArray.scalar(++steps))
            .input("momentum", NDArray.scalar(momentum))
            .input("gradient", gradient)
            .variables(variables);
    variables.putAll(ReferenceInterpreter.run(graph, feeds).assigned());
    return variables.get("p").toDoubles();
  }

  /** Names of the parameter, {@code p}, and of all slots. */
  public Set<String> variables() {
    return variables.keySet();
  }

  private final class Context implements OptimizerContext {
    private final Tensor parameter;
    private final Tensor rate = input("rate", Shape.SCALAR);
    private final Tensor step = input("step", Shape.SCALAR);
    private final Tensor momentum = input("momentum", Shape.SCALAR);

    Context(Tensor parameter) {
      this.parameter = parameter;
    }

    @Override
    public String name() {
      return "p";
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
    public Optional<Tensor> momentum() {
      return scheduled ? Optional.of(momentum) : Optional.empty();
    }

    @Override
    public Tensor slot(String name, double initial) {
      return slot(name, parameter.shape(), initial);
    }

    @Override
    public Tensor slot(String name, Shape shape, double initial) {
      double[] values = new double[Math.toIntExact(shape.elements(1))];
      Arrays.fill(values, initial);
      return variable(name, NDArray.of(values, shape));
    }

    @Override
    public void assign(Tensor slot, Tensor value) {
      assigns.add(new Graph.Assign(slot.value(), value.value()));
    }

    @Override
    public void assignParameter(Tensor value) {
      assign(parameter, value);
    }
  }
}
