package org.neurite.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;

/**
 * The whole training step as one graph: forward, loss, backward, clipping, update.
 *
 * @param graph the traced step
 * @param variables parameters, states and optimizer slots
 */
record TrainingGraph(Graph graph, List<VariableSpec> variables) {
  static final String TARGET = "target";
  static final String WEIGHT = "weight";
  static final String LEARNING_RATE = "learning_rate";
  static final String STEP = "step";

  static TrainingGraph of(
      Model model, TrainingSettings settings, TensorType target, boolean weighted) {
    Tensor input = Tensor.input(Model.INPUT, model.inputType(), model.name());
    Tensor targets = Tensor.input(TARGET, target, model.name());
    Tensor rate = Tensor.input(LEARNING_RATE, TensorType.float32(Shape.SCALAR), "optimizer");
    Tensor step = Tensor.input(STEP, TensorType.float32(Shape.SCALAR), "optimizer");
    Optional<Tensor> weights = weighted ? Optional.of(weights(model)) : Optional.empty();
    Trace trace = new Trace(true);
    Tensor prediction = model.apply(trace, input);
    Tensor loss =
        LossMean.of(settings.loss(), prediction.at("loss"), targets.at("loss"), weights).mean();
    Map<String, Tensor> parameters = trace.values(Leaf.Role.PARAMETER);
    List<Tensor> gradients = clip(Gradients.of(loss, List.copyOf(parameters.values())), settings);
    int index = 0;
    for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
      Tensor parameter = entry.getValue().at("optimizer");
      Context context = new Context(trace, entry.getKey(), parameter, rate, step);
      settings.optimizer().update(context, parameter, gradients.get(index++).at("optimizer"));
    }
    List<Tensor> inputs = new ArrayList<>(List.of(input, targets));
    weights.ifPresent(inputs::add);
    inputs.addAll(List.of(rate, step));
    return new TrainingGraph(
        new Graph(
            inputs.stream().map(Tensor::value).toList(),
            List.of(new Graph.Output(Program.LOSS, loss.value())),
            trace.assigns()),
        trace.variables());
  }

  static Tensor weights(Model model) {
    return Tensor.input(WEIGHT, TensorType.float32(Shape.of(Dim.N)), model.name());
  }

  private static List<Tensor> clip(List<Tensor> gradients, TrainingSettings settings) {
    List<Tensor> clipped = gradients;
    if (gradients.isEmpty()) {
      return gradients;
    }
    if (settings.clipValue().isPresent()) {
      clipped = Clipping.byValue(clipped, settings.clipValue().getAsDouble());
    }
    if (settings.clipNorm().isPresent()) {
      clipped = Clipping.byGlobalNorm(clipped, settings.clipNorm().getAsDouble());
    }
    return clipped;
  }

  /** What the optimizer sees of one parameter. */
  private record Context(
      Trace trace, String name, Tensor parameter, Tensor learningRate, Tensor step)
      implements OptimizerContext {
    @Override
    public Tensor slot(String slot, double initial) {
      VariableSpec spec =
          new VariableSpec(
              "optimizer/" + name + "/" + slot,
              parameter.shape(),
              Leaf.Role.SLOT,
              Initializer.constant(initial));
      return trace.variable(spec, "optimizer");
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
