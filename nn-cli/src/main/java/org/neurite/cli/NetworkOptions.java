package org.neurite.cli;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.component.Activation;
import org.neurite.api.tensor.Shape;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Flatten;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import picocli.CommandLine.Option;

/** What the network looks like: hidden layers one after the other. */
final class NetworkOptions {
  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      split = ",",
      description = "Units of each hidden layer. Default: 64,64.")
  private List<Integer> hidden = List.of(64, 64);

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "Activation of the hidden layers. Default: relu.")
  private String activation = "relu";

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      description = "Part of each hidden layer's outputs that is dropped in training. Default: 0.")
  private double dropout;

  void check() {
    hidden.forEach(units -> Usage.require(units >= 1, "--hidden", "at least 1 unit", units));
    Usage.require(dropout >= 0 && dropout < 1, "--dropout", "from 0 to below 1", dropout);
  }

  Model build(Neurite neurite, String name, Shape input, int outputs) {
    Activation function = neurite.environment().codec().parse(Activation.class, activation);
    ModelBuilder model = neurite.model(name).input(input);
    if (input.rank() > 1) {
      model.layer(new Flatten());
    }
    for (int units : hidden) {
      model.layer(new Dense(units, function));
      if (dropout > 0) {
        model.layer(new Dropout(dropout));
      }
    }
    return model.layer(new Dense(outputs)).build();
  }

  String describe(Model model) {
    List<String> widths = new ArrayList<>();
    widths.add(String.valueOf(model.sampleShape().elements(1)));
    hidden.forEach(units -> widths.add(units.toString()));
    widths.add(String.valueOf(model.outputType().shape().size(-1)));
    return "%s, %s, %d parameters"
        .formatted(String.join("-", widths), activation, model.parameterCount());
  }
}
