package org.neurite.core.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.component.Loss;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.GraphLayer;
import org.neurite.core.layer.SideBySide;
import org.neurite.core.loss.JointLoss;

/**
 * A network of several inputs, outputs and losses, as a {@link Model} over one array: inputs stand
 * side by side in it, and so do outputs and targets. Immutable.
 *
 * <pre>{@code
 * GraphModel graph =
 *     new GraphModelBuilder("offers")
 *         .input("picture", 1, 28, 28)
 *         .input("details", 4)
 *         .layer("seen", new Sequential(new Flatten(), new Dense(32, new Relu())), "picture")
 *         .merge("all", new Concat(), "seen", "details")
 *         .layer("kind", new Dense(10), "all")
 *         .layer("price", new Dense(1), "all")
 *         .outputs("kind", "price")
 *         .build();
 * JointLoss loss =
 *     graph.loss(
 *         Map.of("kind", new SoftmaxCrossEntropy(), "price", new MeanSquaredError()),
 *         Map.of("price", 0.1));
 * }</pre>
 */
public final class GraphModel {
  private static final String NAME = "graph";

  private final Model model;
  private final GraphLayer layer;
  private final Map<String, Shape> outputs;

  GraphModel(String name, GraphLayer layer) {
    this.layer = layer;
    this.model = new ModelBuilder(name).input(sample(layer)).layer(NAME, layer).build();
    this.outputs = outputs(model, layer);
  }

  private static TensorType sample(GraphLayer layer) {
    Map.Entry<String, List<Integer>> first = layer.inputs().entrySet().iterator().next();
    if (layer.inputs().size() == 1) {
      boolean index = layer.indices().contains(first.getKey());
      return new TensorType(index ? DataType.INT32 : DataType.FLOAT32, shape(first.getValue()));
    }
    long size = layer.inputs().values().stream().mapToLong(s -> shape(s).elements(1)).sum();
    return TensorType.float32(Shape.of(size));
  }

  private static Shape shape(List<Integer> sizes) {
    return Shape.of(sizes.stream().mapToLong(Integer::longValue).toArray());
  }

  private static Map<String, Shape> outputs(Model model, GraphLayer layer) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Tensor input = Tensor.input(Model.INPUT, model.inputType(), model.name());
    new Trace(false)
        .apply(
            model.name(),
            NAME,
            (ctx, x) -> {
              Map<String, Tensor> values = layer.run(ctx, x);
              layer.outputs().forEach(o -> shapes.put(o, values.get(o).shape().without(0)));
              return x;
            },
            input);
    return Collections.unmodifiableMap(shapes);
  }

  /**
   * The network as a model, to train, save and predict with. Its variables' names begin with {@code
   * graph.}.
   *
   * @return the model
   */
  public Model model() {
    return model;
  }

  /**
   * The outputs.
   *
   * @return dimensions without the batch, by name, in order
   */
  public Map<String, Shape> outputs() {
    return outputs;
  }

  /**
   * The loss of several outputs together, each counting once. (One output needs no joint loss.)
   *
   * @param losses by output
   * @return the sum of the mean losses
   * @throws ModelException with {@code NN-1301} if an output has no loss
   */
  public JointLoss loss(Map<String, Loss> losses) {
    return loss(losses, Map.of());
  }

  /**
   * The loss of several outputs together.
   *
   * @param losses by output
   * @param weights how much the mean loss of an output counts; 1 where none is stated
   * @return the weighted sum of the mean losses
   * @throws ModelException with {@code NN-1301} if an output has no loss
   */
  public JointLoss loss(Map<String, Loss> losses, Map<String, Double> weights) {
    if (outputs.size() == 1) {
      throw problem("several outputs for a joint loss", outputs.keySet().toString());
    }
    requireNames("losses", outputs.keySet(), losses);
    Map<String, Loss> ordered = new LinkedHashMap<>();
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    outputs.forEach(
        (name, shape) -> {
          ordered.put(name, losses.get(name));
          shapes.put(name, shape.dims().stream().map(d -> Math.toIntExact(d.size())).toList());
        });
    return new JointLoss(ordered, shapes, weights);
  }

  /**
   * Inputs as the model takes them.
   *
   * @param arrays {@code [n, ..]} by name of the input
   * @return one array of all
   * @throws ModelException with {@code NN-1301} if one is missing or of another shape
   */
  public NDArray inputs(Map<String, NDArray> arrays) {
    requireNames("inputs", layer.inputs().keySet(), arrays);
    layer.inputs().forEach((name, sizes) -> requireShape(name, arrays.get(name), shape(sizes)));
    return joined(layer.inputs().keySet().stream().map(arrays::get).toList());
  }

  /**
   * Targets as the losses take them.
   *
   * @param arrays {@code [n, ..]} by name of the output; class indices {@code [n]}
   * @return one array of all
   * @throws ModelException with {@code NN-1301} if one is missing
   */
  public NDArray targets(Map<String, NDArray> arrays) {
    requireNames("targets", outputs.keySet(), arrays);
    return joined(outputs.keySet().stream().map(arrays::get).toList());
  }

  /**
   * Outputs of a prediction.
   *
   * @param prediction what a predictor gave, {@code [n, ..]}
   * @return {@code [n, ..]} by name of the output
   */
  public Map<String, NDArray> outputs(NDArray prediction) {
    Map<String, NDArray> parts = new LinkedHashMap<>();
    int offset = 0;
    for (Map.Entry<String, Shape> entry : outputs.entrySet()) {
      int size = Math.toIntExact(entry.getValue().elements(1));
      Shape shape = entry.getValue().insert(0, Dim.of(prediction.shape().size(0)));
      NDArray part = outputs.size() == 1 ? prediction : SideBySide.cut(prediction, offset, size);
      parts.put(entry.getKey(), part.reshape(shape));
      offset += size;
    }
    return parts;
  }

  private void requireNames(String what, Set<String> names, Map<String, ?> given) {
    if (!given.keySet().equals(names)) {
      throw problem(what + " named " + names, given.keySet().toString());
    }
  }

  private void requireShape(String name, NDArray array, Shape shape) {
    if (array.shape().rank() == 0 || !array.shape().without(0).equals(shape)) {
      throw problem(
          "an input '" + name + "' of shape " + shape.insert(0, Dim.N), array.shape().toString());
    }
  }

  private ModelException problem(String expected, String found) {
    return new ModelException(
        Problem.of(ErrorCode.BAD_MODEL).at(model.name()).expected(expected).found(found));
  }

  /** One array as it is, several flattened and side by side. */
  private NDArray joined(Collection<NDArray> arrays) {
    List<Integer> counts = arrays.stream().map(a -> a.shape().size(0)).distinct().toList();
    if (counts.size() > 1) {
      throw problem("arrays of equally many samples", counts.toString());
    }
    return arrays.size() == 1 ? arrays.iterator().next() : SideBySide.join(List.copyOf(arrays));
  }
}
