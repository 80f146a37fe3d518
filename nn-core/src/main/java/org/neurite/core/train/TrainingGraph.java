package org.neurite.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
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

  static TrainingGraph of(
      Model model, TrainingSettings settings, TensorType target, boolean weighted) {
    Tensor input = Tensor.input(Model.INPUT, model.inputType(), model.name());
    Tensor targets = Tensor.input(TARGET, target, model.name());
    Optional<Tensor> weights = weighted ? Optional.of(weights(model)) : Optional.empty();
    Trace trace = new Trace(settings.updates().groups()::trains);
    Tensor prediction = model.apply(trace, input);
    Tensor loss =
        LossMean.of(settings.loss(), prediction.at("loss"), targets.at("loss"), weights)
            .objective();
    WeightUpdates updates =
        new WeightUpdates(trace, settings.updates(), UpdateClock.hasMomentum(settings.schedule()));
    Tensor total = updates.trace(loss);
    List<Tensor> inputs = new ArrayList<>(List.of(input, targets));
    weights.ifPresent(inputs::add);
    inputs.addAll(updates.inputs());
    return new TrainingGraph(
        new Graph(
            inputs.stream().map(Tensor::value).toList(),
            List.of(new Graph.Output(Program.LOSS, total.value())),
            trace.assigns()),
        trace.variables());
  }

  /** Names of weights and of their running averages. */
  Map<String, String> averages() {
    Map<String, String> averages = new LinkedHashMap<>();
    for (VariableSpec variable : variables) {
      if (variable.name().startsWith(WeightUpdates.AVERAGE)) {
        averages.put(variable.name().substring(WeightUpdates.AVERAGE.length()), variable.name());
      }
    }
    return averages;
  }

  static Tensor weights(Model model) {
    return Tensor.input(WEIGHT, TensorType.float32(Shape.of(Dim.N)), model.name());
  }
}
