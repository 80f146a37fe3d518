package org.neurite.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neurite.api.component.Activation;
import org.neurite.api.tensor.Shape;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Dropout;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.Named;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import picocli.CommandLine.Option;

/** What the network looks like: hidden layers one after the other. */
final class NetworkOptions {
  private static final List<Integer> HIDDEN = List.of(64, 64);
  private static final String ACTIVATION = "relu";
  private static final String LAYERS = "--layers";

  @Option(
      names = LAYERS,
      paramLabel = "JSON",
      description = {
        "The layers before the last one, as a JSON list of names and objects, plugins' too:",
        "'[\"acme:thing\", {\"type\": \"dense\", \"units\": 32}]'. Instead of --hidden."
      })
  private Optional<String> layers = Optional.empty();

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      split = ",",
      description = "Units of each hidden layer. Default: 64,64.")
  private List<Integer> hidden = HIDDEN;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "Activation of the hidden layers. Default: relu.")
  private String activation = ACTIVATION;

  @Option(
      names = "--dropout",
      paramLabel = "RATE",
      description = "Part of each hidden layer's outputs that is dropped in training. Default: 0.")
  private double dropout;

  void check() {
    hidden.forEach(units -> Usage.require(units >= 1, "--hidden", "at least 1 unit", units));
    Usage.require(dropout >= 0 && dropout < 1, "--dropout", "from 0 to below 1", dropout);
    boolean plain = hidden.equals(HIDDEN) && activation.equals(ACTIVATION) && dropout == 0;
    Usage.require(
        layers.isEmpty() || plain,
        LAYERS,
        "no other option that says what the layers are",
        "--hidden, --activation or --dropout");
  }

  Model build(Neurite neurite, String name, Shape input, int outputs) {
    if (layers.isPresent()) {
      return stated(neurite, name, input, outputs);
    }
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

  private Model stated(Neurite neurite, String name, Shape input, int outputs) {
    ModelBuilder model = neurite.model(name).input(input);
    LayerList.read(neurite.environment().codec(), LAYERS, layers.orElseThrow())
        .forEach(model::layer);
    return model.layer(new Dense(outputs)).build();
  }

  String describe(Model model) {
    if (layers.isPresent()) {
      String names = model.layers().stream().map(Named::name).collect(Collectors.joining(", "));
      return "%s, %d parameters".formatted(names, model.parameterCount());
    }
    List<String> widths = new ArrayList<>();
    widths.add(String.valueOf(model.sampleShape().elements(1)));
    hidden.forEach(units -> widths.add(units.toString()));
    widths.add(String.valueOf(model.outputType().shape().size(-1)));
    return "%s, %s, %d parameters"
        .formatted(String.join("-", widths), activation, model.parameterCount());
  }
}
