package org.neurite.testkit.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.model.Trace;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.testkit.random.RandomGraph;

/** Every built-in layer while training: result, gradients, new states. */
final class LayerCases {
  private static final TensorType ROWS = TensorType.float32(Shape.batchOf(17));
  private static final TensorType SEQUENCE = TensorType.float32(Shape.batchOf(5, 6));
  private static final TensorType SIGNAL = TensorType.float32(Shape.batchOf(3, 19));
  private static final TensorType IMAGE = TensorType.float32(Shape.batchOf(4, 7, 6));
  private static final TensorType WORDS = new TensorType(DataType.INT32, Shape.batchOf(5));

  /** What a layer is applied to, and its settings but for the type. */
  private record Case(TensorType input, String settings) {}

  private static final Map<String, Case> CASES = new TreeMap<>();

  static {
    put("dense", ROWS, "'units': 9, 'activation': 'tanh'");
    put("activation", ROWS, "'activation': 'gelu'");
    put("dropout", ROWS, "");
    put("flatten", IMAGE, "");
    put("reshape", IMAGE, "'sizes': [7, -1]");
    put("batch-norm", IMAGE, "");
    put("sequential", ROWS, "'layers': [{'type': 'dense', 'units': 3}, 'flatten']");
    put("named", ROWS, "'name': 'head', 'layer': {'type': 'dense', 'units': 3}");
    put("residual", ROWS, "'body': {'type': 'dense', 'units': 17}");
    put("parallel", ROWS, "'branches': [{'type': 'dense', 'units': 3}, 'flatten']");
    put("prelu", ROWS, "");
    put("conv1d", SIGNAL, "'filters': 5, 'kernel': 3, 'stride': 2");
    put("conv2d", IMAGE, "'filters': 5, 'kernel': [3, 2], 'padding': 'same'");
    put("depthwise-conv2d", IMAGE, "'kernel': [3]");
    put(
        "separable-conv2d",
        IMAGE,
        "'filters': 5, 'depthwise': {'type': 'depthwise-conv2d', 'kernel': [3]}");
    put("conv-transpose1d", SIGNAL, "'filters': 5, 'kernel': 3, 'stride': 2");
    put("conv-transpose2d", IMAGE, "'filters': 5, 'kernel': [3], 'stride': [2]");
    put("max-pool1d", SIGNAL, "'kernel': 3, 'stride': 2");
    put("max-pool2d", IMAGE, "'kernel': [3], 'stride': [2]");
    put("avg-pool1d", SIGNAL, "'kernel': 3, 'stride': 2");
    put("avg-pool2d", IMAGE, "'kernel': [2]");
    put("global-avg-pool", IMAGE, "");
    put("global-max-pool", IMAGE, "");
    put("adaptive-avg-pool2d", IMAGE, "'height': 3, 'width': 2");
    put("up-sampling2d", IMAGE, "");
    put("zero-padding2d", IMAGE, "");
    put("cropping2d", IMAGE, "");
    put("layer-norm", ROWS, "");
    put("group-norm", IMAGE, "'groups': 2");
    put("instance-norm", IMAGE, "");
    put("rms-norm", ROWS, "");
    put("spatial-dropout", IMAGE, "");
    put("alpha-dropout", ROWS, "");
    put("gaussian-noise", ROWS, "");
    put("embedding", WORDS, "'vocabulary': 3, 'dimension': 7");
    put("permute", IMAGE, "'axes': [3, 1, 2]");
    put("repeat-vector", ROWS, "'times': 3");
    put("scale", ROWS, "");
    put("simple-rnn", SEQUENCE, "'units': 4");
    put("lstm", SEQUENCE, "'units': 4");
    put("gru", SEQUENCE, "'units': 4");
    put("time-distributed", SEQUENCE, "'layer': {'type': 'dense', 'units': 3}");
    put("multi-head-attention", SEQUENCE, "'heads': 2");
    put("transformer-encoder-block", SEQUENCE, "'heads': 2, 'feedForward': 5");
    put("positional-encoding", SEQUENCE, "");
    put("depthwise-conv1d", SIGNAL, "'kernel': 3");
    put(
        "separable-conv1d",
        SIGNAL,
        "'filters': 5, 'depthwise': {'type': 'depthwise-conv1d', 'kernel': 3}");
    put("adaptive-avg-pool1d", SIGNAL, "'length': 3");
    put("up-sampling1d", SIGNAL, "");
    put("zero-padding1d", SIGNAL, "");
    put("cropping1d", SIGNAL, "");
    put("last-states", SEQUENCE, "'layer': {'type': 'lstm', 'units': 4}");
    put(
        "attention-pattern",
        SEQUENCE,
        "'layer': {'type': 'multi-head-attention', 'heads': 2}, 'visible': " + causal());
    put("masking", SEQUENCE, "'layer': {'type': 'lstm', 'units': 4}, 'value': 0.5");
    put(
        "graph",
        ROWS,
        "'inputs': {'x': [17]}, 'merges': {'both': 'add'}, 'outputs': ['both'], 'layers':"
            + " {'a': {'type': 'dense', 'units': 3}, 'b': {'type': 'dense', 'units': 3}}, 'wiring':"
            + " {'a': ['x'], 'b': ['x'], 'both': ['a', 'b']}");
  }

  private LayerCases() {}

  /** Each step sees itself and the earlier ones. */
  private static String causal() {
    int steps = SEQUENCE.shape().size(1);
    return IntStream.range(0, steps)
        .mapToObj(query -> IntStream.range(0, steps).mapToObj(key -> key <= query).toList())
        .toList()
        .toString();
  }

  private static void put(String name, TensorType input, String settings) {
    String separator = settings.isEmpty() ? "" : ", ";
    String json = "{'type': '" + name + "'" + separator + settings + "}";
    CASES.put(name, new Case(input, json.replace('\'', '"')));
  }

  static Map<String, RandomGraph> all() {
    ComponentRegistry registry = ComponentRegistry.builtIn();
    List<String> forgotten = new ArrayList<>();
    for (ComponentEntry entry : registry.entries(ComponentKind.LAYER)) {
      if (!CASES.containsKey(entry.name())) {
        forgotten.add(entry.name());
      }
    }
    if (!forgotten.isEmpty()) {
      throw new AssertionError("no case in LayerCases for the layers " + forgotten);
    }
    ComponentCodec codec = new ComponentCodec(registry);
    Cases cases = new Cases();
    CASES.forEach((name, layer) -> add(cases, name, layer, codec));
    return cases.all();
  }

  private static void add(Cases cases, String name, Case layer, ComponentCodec codec) {
    Tensor x = Tensor.input("x", layer.input(), "");
    Trace trace = new Trace(true);
    Tensor y = trace.apply("", name, codec.parse(Layer.class, layer.settings()), x);
    List<Tensor> parameters = List.copyOf(trace.values(Leaf.Role.PARAMETER).values());
    cases.differentiated(name, List.of(x), parameters, y, trace.assigns());
  }
}
