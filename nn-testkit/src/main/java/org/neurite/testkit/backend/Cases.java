package org.neurite.testkit.backend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.testkit.random.RandomGraph;

/** Collects graphs by name. */
final class Cases {
  private final Map<String, RandomGraph> graphs = new LinkedHashMap<>();

  static Tensor input(String name, Shape shape) {
    return Tensor.input(name, TensorType.float32(shape), "");
  }

  static Tensor input(String name, DataType type, Shape shape) {
    return Tensor.input(name, new TensorType(type, shape), "");
  }

  static Tensor parameter(String name, Shape shape) {
    Leaf.Variable op = new Leaf.Variable(name, TensorType.float32(shape), Leaf.Role.PARAMETER);
    return Tensor.of(new Node(op, List.of(), "").output(0), "");
  }

  /** Adds a graph with the given results. */
  void add(String name, List<Tensor> inputs, Stream<Tensor> results) {
    graphs.put(
        name,
        new RandomGraph(
            Graph.body(
                inputs.stream().map(Tensor::value).toList(), results.map(Tensor::value).toList())));
  }

  /** Adds a graph with a result, and its gradients by inputs and parameters. */
  void differentiated(String name, List<Tensor> inputs, List<Tensor> parameters, Tensor y) {
    differentiated(name, inputs, parameters, y, List.of());
  }

  /** The same with states that are written. */
  void differentiated(
      String name,
      List<Tensor> inputs,
      List<Tensor> parameters,
      Tensor y,
      List<Graph.Assign> assigns) {
    List<Tensor> wrt = new ArrayList<>(parameters);
    inputs.stream().filter(x -> x.dataType().isFloating()).forEach(wrt::add);
    Tensor loss = y.square().mean().add(y.mean());
    List<Graph.Output> outputs = new ArrayList<>();
    outputs.add(new Graph.Output("y", y.value()));
    outputs.add(new Graph.Output(Program.LOSS, loss.value()));
    for (Tensor gradient : wrt.isEmpty() ? List.<Tensor>of() : Gradients.of(loss, wrt)) {
      outputs.add(new Graph.Output("d" + outputs.size(), gradient.value()));
    }
    List<Value> values = inputs.stream().map(Tensor::value).toList();
    graphs.put(name, new RandomGraph(new Graph(values, outputs, assigns)));
  }

  Map<String, RandomGraph> all() {
    return graphs;
  }
}
