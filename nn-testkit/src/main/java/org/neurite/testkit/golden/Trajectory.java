package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Optimizer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;

/** A training step as one graph: loss, gradients, update; run step by step. */
final class Trajectory {
  private static final String RATE = "rate";
  private static final String STEP = "step";

  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Trace trace = new Trace(true);

  /** An input of the step. */
  Tensor input(String name, TensorType type) {
    return inputs.computeIfAbsent(name, key -> Tensor.input(key, type, ""));
  }

  Trace trace() {
    return trace;
  }

  /** A parameter outside of any layer. */
  Tensor parameter(String name, Shape shape) {
    return trace.variable(
        new VariableSpec(name, shape, Leaf.Role.PARAMETER, Initializer.zeros()), "");
  }

  /** The graph with the outputs {@code loss}, the gradients, and {@code more}. */
  Graph graph(Tensor loss, Optimizer optimizer, Map<String, Tensor> more) {
    Tensor rate = input(RATE, TensorType.float32(Shape.SCALAR));
    Tensor step = input(STEP, TensorType.float32(Shape.SCALAR));
    Map<String, Tensor> parameters = trace.values(Leaf.Role.PARAMETER);
    List<Tensor> gradients = Gradients.of(loss, List.copyOf(parameters.values()));
    List<Graph.Output> outputs = new ArrayList<>();
    outputs.add(new Graph.Output("loss", loss.value()));
    more.forEach((name, tensor) -> outputs.add(new Graph.Output(name, tensor.value())));
    int index = 0;
    for (Map.Entry<String, Tensor> parameter : parameters.entrySet()) {
      Tensor gradient = gradients.get(index++);
      outputs.add(new Graph.Output("grads_" + parameter.getKey(), gradient.value()));
      Context context = new Context(trace, parameter.getKey(), parameter.getValue(), rate, step);
      optimizer.update(context, parameter.getValue(), gradient);
    }
    List<Tensor> all = List.copyOf(inputs.values());
    return new Graph(all.stream().map(Tensor::value).toList(), outputs, trace.assigns());
  }

  /** First values of the optimizer's slots. */
  Map<String, NDArray> slots() {
    Map<String, NDArray> slots = new LinkedHashMap<>();
    trace.variables().stream()
        .filter(spec -> spec.role() == Leaf.Role.SLOT)
        .forEach(spec -> slots.put(spec.name(), spec.initialValue(0)));
    return slots;
  }

  /** The inputs of a step, counted from 1. */
  static Map<String, NDArray> feeds(Map<String, NDArray> data, double rate, int step) {
    Map<String, NDArray> feeds = new LinkedHashMap<>(data);
    feeds.put(RATE, NDArray.scalar(rate));
    feeds.put(STEP, NDArray.scalar(step));
    return feeds;
  }

  /** What the optimizer sees of one parameter. */
  private record Context(
      Trace trace, String name, Tensor parameter, Tensor learningRate, Tensor step)
      implements OptimizerContext {
    @Override
    public Tensor slot(String slot, double initial) {
      return slot(slot, parameter.shape(), initial);
    }

    @Override
    public Tensor slot(String slot, Shape shape, double initial) {
      return trace.variable(
          new VariableSpec(name + "/" + slot, shape, Leaf.Role.SLOT, Initializer.constant(initial)),
          "");
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
