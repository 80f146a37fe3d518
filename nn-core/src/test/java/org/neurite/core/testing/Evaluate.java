package org.neurite.core.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.reference.ReferenceResult;

/** Traces components and evaluates them with the reference interpreter. */
public final class Evaluate {
  private Evaluate() {}

  /** Output and gradient of a function over a vector, for an upstream gradient of 1. */
  public static final class Curve {
    private final double[] y;
    private final double[] gradient;

    Curve(double[] y, double[] gradient) {
      this.y = y;
      this.gradient = gradient;
    }

    /** The function's values. */
    public double[] y() {
      return y;
    }

    /** Its derivatives. */
    public double[] gradient() {
      return gradient;
    }
  }

  /** An activation over a batch of numbers. */
  public static Curve activation(Activation activation, double... x) {
    Tensor input = Tensor.input("x", type(DataType.FLOAT64), "test");
    Tensor y = activation.apply(input);
    Tensor gradient = Gradients.of(y, List.of(input)).get(0);
    Graph graph =
        new Graph(List.of(input.value()), outputs(Map.of("y", y, "g", gradient)), List.of());
    ReferenceResult result =
        ReferenceInterpreter.run(graph, Feeds.batch(x.length).input("x", NDArray.of(x, x.length)));
    return new Curve(result.outputs().get("y").toDoubles(), result.outputs().get("g").toDoubles());
  }

  /** A loss over a batch: its values and the gradient of their sum by the prediction. */
  public static Curve loss(Loss loss, NDArray prediction, NDArray target) {
    Tensor p = Tensor.input("p", batched(prediction), "test");
    Tensor t = Tensor.input("t", batched(target), "test");
    Tensor y = loss.apply(p, t);
    Tensor gradient = Gradients.of(y, List.of(p)).get(0);
    Graph graph =
        new Graph(List.of(p.value(), t.value()), outputs(Map.of("y", y, "g", gradient)), List.of());
    Feeds feeds = Feeds.batch(prediction.shape().size(0)).input("p", prediction);
    ReferenceResult result = ReferenceInterpreter.run(graph, feeds.input("t", target));
    return new Curve(result.outputs().get("y").toDoubles(), result.outputs().get("g").toDoubles());
  }

  private static TensorType batched(NDArray array) {
    return array.type().withShape(array.shape().with(0, Dim.N));
  }

  private static TensorType type(DataType dataType) {
    return new TensorType(dataType, Shape.of(Dim.N));
  }

  static List<Graph.Output> outputs(Map<String, Tensor> tensors) {
    List<Graph.Output> outputs = new ArrayList<>();
    tensors.forEach((name, tensor) -> outputs.add(new Graph.Output(name, tensor.value())));
    return outputs;
  }

  /**
   * A layer over a batch, computed in double though its graph says float32.
   *
   * @param weights replaces first values, by variable name
   */
  public static ReferenceResult layer(
      Layer layer, boolean training, NDArray x, Map<String, NDArray> weights) {
    Trace trace = new Trace(training);
    TensorType type = TensorType.float32(x.shape().with(0, Dim.N));
    Tensor input = Tensor.input("x", type, "net");
    Tensor y = trace.apply("net", "", layer, input);
    Map<String, NDArray> variables = new LinkedHashMap<>();
    for (VariableSpec variable : trace.variables()) {
      variables.put(variable.name(), initial(variable));
    }
    variables.putAll(weights);
    Graph graph = new Graph(List.of(input.value()), outputs(Map.of("y", y)), trace.assigns());
    Feeds feeds = Feeds.batch(x.shape().size(0)).input("x", x).variables(variables);
    return ReferenceInterpreter.run(graph, feeds.random(1, 1));
  }

  /** Output of a layer over a batch, with its own first weights. */
  public static NDArray predict(Layer layer, NDArray x) {
    return layer(layer, false, x, Map.of()).outputs().get("y");
  }

  /** Names of the variables that a layer asks for, in order. */
  public static List<String> variables(Layer layer, TensorType input) {
    Trace trace = new Trace(true);
    trace.apply("net", "", layer, Tensor.input("x", input, "net"));
    return trace.variables().stream().map(VariableSpec::name).toList();
  }

  /** Type of a layer's output. */
  public static TensorType output(Layer layer, TensorType input) {
    return new Trace(true).apply("net", "", layer, Tensor.input("x", input, "net")).type();
  }

  private static NDArray initial(VariableSpec variable) {
    RandomStream random = new RandomStream(1, RandomStream.nodeKey(variable.name()), 0);
    float[] values = variable.initializer().values(variable.shape(), random);
    return NDArray.of(values, variable.shape());
  }
}
