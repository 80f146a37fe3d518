package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Substitution;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.model.Trace;

/** A case's arrays as symbolic tensors, and the graph that is traced over them. */
final class Scene {
  private static final String UPSTREAM = "upstream.";

  private final GoldenCase golden;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> variables = new LinkedHashMap<>();
  private int n = 1;

  Scene(GoldenCase golden) {
    this.golden = golden;
  }

  /** An input whose first axis is the batch. */
  Tensor samples(String name) {
    return samples(name, 0);
  }

  /** An input with the batch at another axis. */
  Tensor samples(String name, int axis) {
    NDArray array = golden.input(name);
    n = array.shape().size(axis);
    return input(name, array, array.shape().with(axis, Dim.N));
  }

  /** An input of constant shape. */
  Tensor array(String name) {
    NDArray array = golden.input(name);
    return input(name, array, array.shape());
  }

  /** The case's inputs as arrays. */
  Map<String, NDArray> given() {
    return golden.inputs();
  }

  boolean has(String name) {
    return golden.inputs().containsKey(name);
  }

  private Tensor input(String name, NDArray array, Shape shape) {
    return inputs.computeIfAbsent(name, key -> tensor(key, array, shape));
  }

  /** Floating-point inputs are float32 in the graph; the reference computes in double anyway. */
  private static Tensor tensor(String name, NDArray array, Shape shape) {
    boolean floating = array.dataType().isFloating();
    DataType type = floating ? DataType.FLOAT32 : array.dataType();
    return Tensor.input(name, new TensorType(type, shape), "");
  }

  /** Applies a layer; its parameters and states are the case's inputs of the same names. */
  Layered layer(Layer layer, Tensor x, boolean training) {
    Trace trace = new Trace(training);
    Tensor y = trace.apply("", "", layer, x);
    variables.putAll(trace.values(Leaf.Role.PARAMETER));
    variables.putAll(trace.values(Leaf.Role.STATE));
    Map<String, Tensor> states = new LinkedHashMap<>();
    for (Graph.Assign assign : trace.assigns()) {
      states.put(assign.variable().op().name(), Tensor.of(assign.value(), ""));
    }
    return new Layered(y, states);
  }

  /**
   * What a layer gives.
   *
   * @param y its output
   * @param states new values of its states, by name
   */
  record Layered(Tensor y, Map<String, Tensor> states) {}

  /** Takes an input of the case in place of random numbers. */
  Tensor withRandom(Tensor y, String name) {
    Map<Value, Value> replacements = new HashMap<>();
    Graph.topological(List.of(y.value())).stream()
        .filter(node -> node.op() instanceof Leaf.Random)
        .forEach(node -> replacements.put(node.output(0), samples(name).value()));
    return replaced(y, replacements);
  }

  /** What a layer gives from other states than those that are fed. */
  Layered from(Layered result, Map<String, Tensor> states) {
    Map<String, Tensor> moved = new LinkedHashMap<>();
    result.states().forEach((name, value) -> moved.put(name, withStates(value, states)));
    variables.keySet().removeAll(states.keySet());
    return new Layered(withStates(result.y(), states), moved);
  }

  private static Tensor withStates(Tensor y, Map<String, Tensor> states) {
    Map<Value, Value> replacements = new HashMap<>();
    Graph.topological(List.of(y.value())).stream()
        .filter(node -> node.op() instanceof Leaf.Variable && states.containsKey(node.op().name()))
        .forEach(node -> replacements.put(node.output(0), states.get(node.op().name()).value()));
    return replaced(y, replacements);
  }

  private static Tensor replaced(Tensor y, Map<Value, Value> replacements) {
    return Tensor.of(Substitution.apply(List.of(y.value()), replacements).get(0), "");
  }

  int n() {
    return n;
  }

  /** All outputs, and gradients by everything the case states a gradient for. */
  Graph graph(Map<String, Tensor> outputs) {
    List<Graph.Output> results = new ArrayList<>();
    golden.outputs().keySet().forEach(name -> results.add(output(name, find(outputs, name))));
    if (!golden.grads().isEmpty()) {
      List<Tensor> wrt = golden.grads().keySet().stream().map(this::leaf).toList();
      List<Tensor> gradients = gradients(outputs, wrt);
      int index = 0;
      for (String name : golden.grads().keySet()) {
        results.add(output("d " + name, gradients.get(index++)));
      }
    }
    return new Graph(inputs.values().stream().map(Tensor::value).toList(), results, List.of());
  }

  private List<Tensor> gradients(Map<String, Tensor> outputs, List<Tensor> wrt) {
    List<Tensor> differentiated = new ArrayList<>();
    List<Tensor> upstream = new ArrayList<>();
    golden
        .upstream()
        .forEach(
            (name, array) -> {
              Tensor y = find(outputs, name);
              differentiated.add(y);
              upstream.add(input(UPSTREAM + name, array, y.shape()));
            });
    return Gradients.of(differentiated, upstream, wrt);
  }

  private Tensor leaf(String name) {
    return variables.entrySet().stream()
        .filter(variable -> goldenName(variable.getKey()).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> find(inputs, name));
  }

  private Tensor find(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new AssertionError(
          golden.name() + " expects '" + name + "'; traced " + tensors.keySet());
    }
    return tensor;
  }

  private static Graph.Output output(String name, Tensor value) {
    return new Graph.Output(name, value.value());
  }

  /** Values for the graph's inputs. */
  Map<String, NDArray> feeds() {
    Map<String, NDArray> feeds = new LinkedHashMap<>();
    for (String name : inputs.keySet()) {
      boolean upstream = name.startsWith(UPSTREAM);
      NDArray array =
          upstream ? golden.upstream().get(name.substring(UPSTREAM.length())) : golden.input(name);
      feeds.put(name, array);
    }
    return feeds;
  }

  /** Values for the graph's variables. */
  Map<String, NDArray> weights() {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    variables.keySet().forEach(name -> weights.put(name, golden.input(goldenName(name))));
    return weights;
  }

  /** {@code self_attn.out_proj.weight} is out_proj_weight in the files. */
  private static String goldenName(String variable) {
    return variable.replace("self_attn.", "").replace('.', '_');
  }
}
