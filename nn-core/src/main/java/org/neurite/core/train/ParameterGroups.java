package org.neurite.core.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.neurite.api.component.Constraint;
import org.neurite.api.component.OptimizerContext;
import org.neurite.api.component.Regularizer;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.core.model.Model;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.registry.PluginFaults;

/** What all groups together say about each parameter. */
record ParameterGroups(List<ParameterGroup> groups) {

  /** A group that fits nothing is a mistake in its pattern. */
  void check(Model model) {
    List<String> names =
        model.variables().stream()
            .filter(v -> v.role() == Leaf.Role.PARAMETER)
            .map(VariableSpec::name)
            .toList();
    for (ParameterGroup group : groups) {
      Trainer.require(
          names.stream().anyMatch(group::covers),
          "parameter group",
          "a pattern for one of the parameters " + names,
          "'" + group.pattern() + "'");
    }
  }

  private <V> Optional<V> last(String name, Function<ParameterGroup, Optional<V>> what) {
    return groups.stream()
        .filter(group -> group.covers(name))
        .flatMap(group -> what.apply(group).stream())
        .reduce((earlier, later) -> later);
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  /** Whether training changes a parameter, or runs a layer in training mode. */
  boolean trains(String name) {
    return last(name, ParameterGroup::trained).orElse(true);
  }

  /** The rate of a parameter. */
  Tensor rate(String name, Tensor rate) {
    return last(name, group -> boxed(group.rate())).map(rate::mul).orElse(rate);
  }

  /** The weight decay of a parameter; see {@link OptimizerContext#weightDecay}. */
  double weightDecay(String name, double stated) {
    return last(name, group -> boxed(group.weightDecay())).orElse(stated);
  }

  /** A parameter's new value, brought where it must stay. */
  Tensor constrained(String name, Tensor value) {
    Optional<Constraint> constraint = last(name, ParameterGroup::constraint);
    return constraint
        .map(c -> PluginFaults.call(c, "constraint of " + name, () -> c.apply(value)))
        .orElse(value);
  }

  /** The loss and the prices of all parameters that training changes. */
  Tensor penalised(Tensor loss, Map<String, Tensor> parameters) {
    Tensor sum = loss;
    for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
      Tensor parameter = entry.getValue().at("regularizer");
      Optional<Tensor> price =
          last(entry.getKey(), ParameterGroup::regularizer)
              .map(r -> penalty(r, entry.getKey(), parameter));
      if (price.isPresent()) {
        sum = sum.add(price.get());
      }
    }
    return sum;
  }

  private static Tensor penalty(Regularizer regularizer, String name, Tensor parameter) {
    return PluginFaults.call(
        regularizer, "regularizer of " + name, () -> regularizer.penalty(parameter));
  }
}
