package org.neurite.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.program.Flops;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.core.compile.Lowering;
import org.neurite.core.layer.Named;

/** Prints a model for people. */
final class Summary {
  private Summary() {}

  static String of(Model model) {
    Tensor input = Tensor.input(Model.INPUT, model.inputType(), model.name());
    List<Tensor> outputs = model.applyWithLayers(new Trace(false), input);
    Graph graph =
        Lowering.apply(
            new Graph(
                List.of(input.value()),
                List.of(new Graph.Output("prediction", outputs.get(outputs.size() - 1).value())),
                List.of()),
            composite -> false);
    StringBuilder text = new StringBuilder();
    text.append(row("layer", "output", "parameters", "bytes", "FLOPs/sample"));
    text.append(row(Model.INPUT, model.inputType().shape(), "", "", ""));
    long flops = 0;
    for (int i = 0; i < outputs.size(); i++) {
      Named layer = model.layers().get(i);
      long parameters = parameters(model, layer.name() + ".");
      String path = model.name() + "/" + layer.name();
      long layerFlops = flops(graph, p -> p.equals(path) || p.startsWith(path + "/"));
      flops += layerFlops;
      text.append(
          row(
              layer.name() + " (" + layer.layer().getClass().getSimpleName() + ")",
              outputs.get(i).shape(),
              number(parameters),
              number(4 * parameters),
              number(layerFlops)));
    }
    long all = model.parameterCount();
    return text.append(row("total", "", number(all), number(4 * all), number(flops))).toString();
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-24s %-20s %14s %14s %14s%n", cells);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static long parameters(Model model, String prefix) {
    return model.variables().stream()
        .filter(v -> v.role() == Leaf.Role.PARAMETER && v.name().startsWith(prefix))
        .mapToLong(v -> v.shape().elements(1))
        .sum();
  }

  private static long flops(Graph graph, Predicate<String> paths) {
    return graph.nodes().stream()
        .filter(n -> paths.test(n.path()))
        .mapToLong(n -> Flops.of(instruction(n), 1))
        .sum();
  }

  private static Instruction instruction(Node node) {
    List<Operand> inputs = node.inputs().stream().map(Summary::operand).toList();
    List<Optional<Operand>> outputs = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      outputs.add(Optional.of(operand(node.output(i))));
    }
    return new Instruction(node.op(), inputs, outputs, node.path(), Optional.empty());
  }

  private static Operand operand(Value value) {
    return new Operand(0, value.type());
  }
}
