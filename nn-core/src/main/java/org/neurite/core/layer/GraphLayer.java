package org.neurite.core.layer;

// long: checks every name where it is used, then runs the wiring

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Layers and merges wired in any way that has no circle. One input is taken as it is; several come
 * side by side in one {@code [N, sum of their sizes]}. Likewise one output is given as it is and
 * several side by side, flattened, in {@code [N, sum of their sizes]}. Children by their names.
 * Made by {@link org.neurite.core.model.GraphModel}.
 *
 * @param inputs dimensions of each input without the batch, by name
 * @param indices names of the inputs that are integers, for instance for an embedding
 * @param layers by name
 * @param merges by name
 * @param wiring where each layer and merge takes its operands from: inputs or earlier names
 * @param outputs names of what is given
 */
public record GraphLayer(
    @Setting(doc = "dimensions of each input, by name", min = 1) Map<String, List<Integer>> inputs,
    @Setting(doc = "names of the inputs that are integers", defaultValue = "[]")
        List<String> indices,
    @Setting(doc = "layers by name") Map<String, Layer> layers,
    @Setting(doc = "merges by name") Map<String, Merge> merges,
    @Setting(doc = "operands of each layer and merge, by name") Map<String, List<String>> wiring,
    @Setting(doc = "names of what is given") List<String> outputs)
    implements Layer {

  /** Checks that all names are known where they are used. */
  public GraphLayer {
    inputs = ordered(inputs);
    indices = List.copyOf(indices);
    layers = ordered(layers);
    merges = ordered(merges);
    wiring = ordered(wiring);
    outputs = List.copyOf(outputs);
    Settings.require(!inputs.isEmpty(), GraphLayer.class, "inputs", "at least one input", "none");
    Set<String> known = new HashSet<>(inputs.keySet());
    Settings.require(
        known.containsAll(indices), GraphLayer.class, "indices", "names of inputs", indices);
    for (Map.Entry<String, List<String>> node : wiring.entrySet()) {
      String name = node.getKey();
      boolean layer = layers.containsKey(name);
      int operands = node.getValue().size();
      Settings.require(
          LayerNames.isValid(name) && layer != merges.containsKey(name),
          GraphLayer.class,
          "wiring",
          "the names of layers and merges",
          "'" + name + "'");
      Settings.require(
          known.containsAll(node.getValue()) && (layer ? operands == 1 : operands >= 1),
          GraphLayer.class,
          "wiring",
          "inputs or earlier names for '" + name + "', one for a layer",
          node.getValue());
      Settings.require(
          known.add(name), GraphLayer.class, "wiring", "different names", "'" + name + "' twice");
    }
    Settings.require(
        wiring.size() == layers.size() + merges.size(),
        GraphLayer.class,
        "wiring",
        "operands of each layer and merge",
        wiring.keySet());
    Settings.require(
        !outputs.isEmpty() && known.containsAll(outputs),
        GraphLayer.class,
        "outputs",
        "names among " + known,
        outputs);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Map<String, Tensor> values = run(ctx, input);
    List<Tensor> given = outputs.stream().map(values::get).toList();
    return given.size() == 1
        ? given.get(0)
        : Tensor.concat(1, given.stream().map(GraphLayer::flat).toArray(Tensor[]::new));
  }

  /**
   * All values of the network.
   *
   * @param ctx as for a layer
   * @param input the one input, or all side by side
   * @return inputs and results by name
   */
  public Map<String, Tensor> run(LayerContext ctx, Tensor input) {
    Map<String, Tensor> values = new HashMap<>(split(ctx, input));
    wiring.forEach((name, from) -> values.put(name, node(ctx, name, from, values)));
    return values;
  }

  private Tensor node(
      LayerContext ctx, String name, List<String> from, Map<String, Tensor> values) {
    List<Tensor> operands = from.stream().map(values::get).toList();
    Layer layer = layers.get(name);
    Merge merge = merges.get(name);
    return layer != null
        ? ctx.child(name, layer, operands.get(0))
        : ctx.child(name, (inner, first) -> merged(inner, merge, operands), operands.get(0));
  }

  private static Tensor merged(LayerContext ctx, Merge merge, List<Tensor> operands) {
    return merge.apply(ctx, operands.stream().map(t -> t.at(ctx.path())).toList());
  }

  private Map<String, Tensor> split(LayerContext ctx, Tensor input) {
    Map<String, Tensor> parts = new LinkedHashMap<>();
    int offset = 0;
    for (Map.Entry<String, List<Integer>> entry : inputs.entrySet()) {
      Shape shape = batch(entry.getValue());
      int size = Math.toIntExact(shape.without(0).elements(1));
      Tensor part = inputs.size() == 1 ? input : input.slice(1, offset, size).reshape(shape);
      if (!part.shape().equals(shape)) {
        throw Inputs.mismatch(ctx, "graph", "an input " + shape, input.type().toString(), "");
      }
      boolean index = indices.contains(entry.getKey());
      parts.put(entry.getKey(), index ? part.cast(DataType.INT32) : part);
      offset += size;
    }
    return parts;
  }

  private static Shape batch(List<Integer> sizes) {
    List<Dim> dims = new ArrayList<>(List.of(Dim.N));
    sizes.forEach(size -> dims.add(Dim.of(size)));
    return new Shape(dims);
  }

  private static Tensor flat(Tensor tensor) {
    long size = tensor.shape().without(0).elements(1);
    return tensor.reshape(Shape.of(tensor.dim(0), Dim.of(size)));
  }
}
