package org.neurite.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.LayerNames;
import org.neurite.core.layer.Named;

/**
 * A network: named layers one after the other over an input shape. Immutable; holds no weights. All
 * shapes are checked when it is made.
 */
public final class Model {
  /** Name of the graph input that carries the samples. */
  public static final String INPUT = "input";

  /** Name of the graph output that carries the predictions. */
  public static final String PREDICTION = "prediction";

  private final String name;
  private final TensorType input;
  private final List<Named> layers;
  private final List<VariableSpec> variables;
  private final TensorType output;

  /**
   * A checked model.
   *
   * @param name what it is called
   * @param sample type of one sample's input
   * @param layers the layers in order, at least one; named as {@link LayerNames} does
   * @throws ModelException if names repeat or are missing
   * @throws org.neurite.api.ShapeException if a layer does not fit its input; names the layer
   */
  public Model(String name, TensorType sample, List<? extends Layer> layers) {
    this(name, sample, layers, variable -> {});
  }

  /**
   * A checked model of which not every weight is allowed.
   *
   * @param allowed throws for the first one that is not
   */
  Model(
      String name,
      TensorType sample,
      List<? extends Layer> layers,
      Consumer<VariableSpec> allowed) {
    requireLayers(name, layers);
    this.name = name;
    this.input = sample.withShape(sample.shape().insert(0, Dim.N));
    this.layers = LayerNames.of(List.copyOf(layers));
    Trace trace = new Trace(allowed);
    this.output = apply(trace, inputTensor()).type();
    this.variables = trace.variables();
    requireSame(new Trace(false));
  }

  /** Prediction has to give what training taught: the same output, no weights of its own. */
  private void requireSame(Trace prediction) {
    TensorType predicted = apply(prediction, inputTensor()).type();
    if (!predicted.equals(output)) {
      throw differs("the output " + output + ", as in training", predicted.toString());
    }
    Map<String, VariableSpec> trained = new HashMap<>();
    for (VariableSpec variable : variables) {
      trained.put(variable.name(), variable);
    }
    for (VariableSpec variable : prediction.variables()) {
      VariableSpec same = trained.get(variable.name());
      if (same == null
          || !same.shape().equals(variable.shape())
          || same.role() != variable.role()) {
        throw differs(
            "no weights but those of training", variable.name() + " of shape " + variable.shape());
      }
    }
  }

  private ModelException differs(String expected, String found) {
    return new ModelException(
        Problem.of(ErrorCode.BAD_MODEL)
            .at(name + ", traced for prediction")
            .expected(expected)
            .found(found)
            .mend("a layer may ask LayerContext.training() what to compute, not what to output"));
  }

  private static void requireLayers(String name, List<? extends Layer> layers) {
    if (layers.isEmpty() || name.isBlank()) {
      throw new ModelException(
          Problem.of(ErrorCode.BAD_MODEL)
              .at(name.isBlank() ? "model" : name)
              .expected("a name and at least one layer")
              .found(layers.isEmpty() ? "no layer" : "no name")
              .mend("add layer(new Dense(...)) before build()"));
    }
  }

  /**
   * A network that begins as this one and ends in another way, for instance with a head for other
   * classes. Layers before keep their names, so that {@link WeightMatch} finds their weights.
   *
   * @param from name of the first layer that goes; all after it go too
   * @param others what comes instead
   * @return another model over the same input
   * @throws ModelException with {@code NN-1301} if there is no such layer, or if none is left
   * @throws org.neurite.api.ShapeException if a layer does not fit its input
   */
  public Model replaceFrom(String from, Layer... others) {
    List<String> names = layers.stream().map(Named::name).toList();
    if (!names.contains(from)) {
      throw new ModelException(
          Problem.of(ErrorCode.BAD_MODEL)
              .at(name)
              .expected("one of the layers " + names)
              .found("'" + from + "'"));
    }
    List<Layer> all = new ArrayList<>(layers.subList(0, names.indexOf(from)));
    all.addAll(List.of(others));
    return new Model(name, input.withShape(sampleShape()), all);
  }

  private Tensor inputTensor() {
    return Tensor.input(INPUT, input, name);
  }

  /**
   * Traces all layers.
   *
   * @param trace collects variables and assignments; its mode counts
   * @param samples the input, of {@link #inputType()}
   * @return the output, of {@link #outputType()}
   */
  public Tensor apply(Trace trace, Tensor samples) {
    return applyWithLayers(trace, samples).get(layers.size() - 1);
  }

  List<Tensor> applyWithLayers(Trace trace, Tensor samples) {
    List<Tensor> outputs = new ArrayList<>();
    Tensor value = samples;
    for (Named layer : layers) {
      value = trace.apply(name, layer.name(), layer.layer(), value);
      outputs.add(value);
    }
    return outputs;
  }

  /**
   * The graph that predicts: input {@link #INPUT}, output {@link #PREDICTION}.
   *
   * @return a new trace in prediction mode
   */
  public Graph predictionGraph() {
    return predictionGraph(new Trace(false));
  }

  /**
   * A graph that predicts, traced as somebody else wants: input {@link #INPUT}, output {@link
   * #PREDICTION}. States stay as they are.
   *
   * @param trace its mode counts
   * @return the graph
   */
  public Graph predictionGraph(Trace trace) {
    Tensor samples = inputTensor();
    Tensor prediction = apply(trace, samples);
    return new Graph(
        List.of(samples.value()),
        List.of(new Graph.Output(PREDICTION, prediction.value())),
        List.of());
  }

  /**
   * First values of all variables.
   *
   * @param seed seed of the weights
   * @return by name, in order of use
   */
  public Map<String, NDArray> initialWeights(long seed) {
    Map<String, NDArray> weights = new java.util.LinkedHashMap<>();
    for (VariableSpec variable : variables) {
      weights.put(variable.name(), variable.initialValue(seed));
    }
    return weights;
  }

  /**
   * What it is called.
   *
   * @return the name that paths begin with
   */
  public String name() {
    return name;
  }

  /**
   * Type of a batch of inputs.
   *
   * @return for instance {@code float32[N, 8]}
   */
  public TensorType inputType() {
    return input;
  }

  /**
   * Dimensions of one sample's input.
   *
   * @return for instance {@code [8]}
   */
  public Shape sampleShape() {
    return input.shape().without(0);
  }

  /**
   * Type of a batch of outputs.
   *
   * @return for instance {@code float32[N, 1]}
   */
  public TensorType outputType() {
    return output;
  }

  /**
   * The layers.
   *
   * @return in order
   */
  public List<Named> layers() {
    return layers;
  }

  /**
   * Parameters and states.
   *
   * @return in order of use
   */
  public List<VariableSpec> variables() {
    return variables;
  }

  /**
   * Number of trainable weights.
   *
   * @return the sum of all parameters' elements
   */
  public long parameterCount() {
    return variables.stream()
        .filter(v -> v.role() == Leaf.Role.PARAMETER)
        .mapToLong(v -> v.shape().elements(1))
        .sum();
  }

  /**
   * A table with one row per layer: output shape, parameters, bytes and FLOPs per sample.
   *
   * @return several lines of text
   */
  public String summary() {
    return Summary.of(this);
  }

  /**
   * Checks that weights fit and are complete.
   *
   * @param weights arrays by variable name
   * @throws ModelException with {@code NN-1303} if one is missing, unknown or of another shape
   */
  public void requireFits(Map<String, NDArray> weights) {
    Set<String> names = new LinkedHashSet<>();
    for (VariableSpec variable : variables) {
      requireFits(name, variable, weights);
      names.add(variable.name());
    }
    for (String key : weights.keySet()) {
      if (!names.contains(key)) {
        throw new ModelException(
            Problem.of(ErrorCode.WEIGHTS_MISMATCH)
                .at(name)
                .expected("weights named " + names)
                .found("'" + key + "'")
                .mend("load weights that were saved from the same layers"));
      }
    }
  }

  /** Checks one variable. */
  static void requireFits(String model, VariableSpec variable, Map<String, NDArray> weights) {
    NDArray array = weights.get(variable.name());
    if (array == null || !array.shape().equals(variable.shape())) {
      throw new ModelException(
          Problem.of(ErrorCode.WEIGHTS_MISMATCH)
              .at(model + ", weight " + variable.name())
              .expected("an array of shape " + variable.shape())
              .found(array == null ? "none" : array.shape().toString())
              .mend("load weights that were saved from the same layers"));
    }
  }

  /**
   * Random numbers that belong to this model but to no layer.
   *
   * @param seed the seed
   * @param use what they are for
   * @param step a counter
   * @return the stream
   */
  public static RandomStream random(long seed, String use, long step) {
    return new RandomStream(seed, RandomStream.nodeKey("neurite/" + use), step);
  }

  /** The name and number of parameters. */
  @Override
  public String toString() {
    return "Model(" + name + ", " + parameterCount() + " parameters)";
  }
}
