package org.neurite.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Merge;
import org.neurite.core.layer.GraphLayer;

/** Describes a {@link GraphModel} step by step. Not thread-safe. */
public final class GraphModelBuilder {
  private final String name;
  private final Map<String, List<Integer>> inputs = new LinkedHashMap<>();
  private final List<String> indices = new ArrayList<>();
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final Map<String, Merge> merges = new LinkedHashMap<>();
  private final Map<String, List<String>> wiring = new LinkedHashMap<>();
  private final List<String> outputs = new ArrayList<>();

  /**
   * Starts a description.
   *
   * @param name what the model is called
   */
  public GraphModelBuilder(String name) {
    this.name = name;
  }

  /**
   * Adds an input of numbers.
   *
   * @param input its name
   * @param sizes dimensions without the batch
   * @return this builder
   */
  public GraphModelBuilder input(String input, int... sizes) {
    if (inputs.put(input, Arrays.stream(sizes).boxed().toList()) != null) {
      throw twice("inputs", input);
    }
    return this;
  }

  /**
   * Adds an input of integers, for instance for an embedding. Beside other inputs, they may be up
   * to 16,777,216.
   *
   * @param input its name
   * @param sizes dimensions without the batch
   * @return this builder
   */
  public GraphModelBuilder indices(String input, int... sizes) {
    indices.add(input);
    return input(input, sizes);
  }

  /**
   * Adds a layer.
   *
   * @param layer its name: letters, digits, '_' and '-'
   * @param value the layer
   * @param from an input, or an earlier layer or merge
   * @return this builder
   */
  public GraphModelBuilder layer(String layer, Layer value, String from) {
    layers.put(layer, value);
    return wire(layer, List.of(from));
  }

  /**
   * Adds a merge.
   *
   * @param merge its name
   * @param value what makes one tensor of its operands
   * @param from inputs, or earlier layers or merges
   * @return this builder
   */
  public GraphModelBuilder merge(String merge, Merge value, String... from) {
    merges.put(merge, value);
    return wire(merge, List.of(from));
  }

  private GraphModelBuilder wire(String node, List<String> from) {
    if (wiring.put(node, from) != null) {
      throw twice("layers and merges", node);
    }
    return this;
  }

  private ModelException twice(String what, String given) {
    return new ModelException(
        Problem.of(ErrorCode.DUPLICATE_NAME)
            .at(name)
            .expected(what + " of different names")
            .found("'" + given + "' twice")
            .mend("give one of them another name"));
  }

  /**
   * Says what the network gives.
   *
   * @param names inputs, layers or merges
   * @return this builder
   */
  public GraphModelBuilder outputs(String... names) {
    outputs.addAll(List.of(names));
    return this;
  }

  /**
   * Makes the network; names and shapes are checked here.
   *
   * @return the network
   * @throws org.neurite.api.ComponentException if names do not fit
   * @throws org.neurite.api.ShapeException if a layer does not fit its input
   */
  public GraphModel build() {
    return new GraphModel(name, new GraphLayer(inputs, indices, layers, merges, wiring, outputs));
  }
}
