package org.neurite.core.merge;

// long: states of several kinds, layers and directions, in two forms

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.layer.RecurrentLayer;

/**
 * A recurrent layer that begins with stated states (Sutskever, Vinyals, Le, "Sequence to Sequence
 * Learning", 2014): a sequence {@code [N, T, F]} and its first hidden state {@code [N, layers * D *
 * units]} or {@code [N, layers * D, units]} with D directions; for an {@link
 * org.neurite.core.layer.Lstm} then its first cell state, likewise. Instead of both, one tensor of
 * all states, as {@link org.neurite.core.layer.LastStates} gives it. States stand in the order
 * layer 0 forward, layer 0 backward, layer 1 forward, .. Child {@code layer}.
 *
 * @param layer what runs over the steps
 * @param lengths whether a last input says how many steps of each sequence count, as for {@link
 *     SequenceLengths}
 */
public record InitialStates(
    @Setting(doc = "recurrent layer that runs over the steps") RecurrentLayer layer,
    @Setting(doc = "whether a last input gives the lengths", defaultValue = "false")
        boolean lengths)
    implements Merge {

  /** Checks the settings. */
  public InitialStates {
    Objects.requireNonNull(layer, "layer");
  }

  /**
   * All steps count.
   *
   * @param layer what runs over the steps
   */
  public InitialStates(RecurrentLayer layer) {
    this(layer, false);
  }

  @Override
  public Tensor apply(LayerContext ctx, List<Tensor> inputs) {
    int states = inputs.size() - (lengths ? 2 : 1);
    if (states != 1 && states != layer.kindsOfState()) {
      throw mismatch(ctx, inputs);
    }
    Tensor sequence = inputs.get(0);
    List<List<Tensor>> initial = split(ctx, inputs, inputs.subList(1, 1 + states));
    Optional<Tensor> steps =
        lengths
            ? Optional.of(Steps.upTo(ctx, "initial-states", sequence, inputs.get(states + 1)))
            : Optional.empty();
    return ctx.child(
        "layer",
        (inner, x) -> layer.output(layer.run(inner, x, initial, steps.map(s -> at(inner, s)))),
        sequence);
  }

  private static Tensor at(LayerContext ctx, Tensor tensor) {
    return tensor.at(ctx.path());
  }

  /** By kind, then by layer and direction. */
  private List<List<Tensor>> split(LayerContext ctx, List<Tensor> inputs, List<Tensor> given) {
    int perKind = layer.numLayers() * (layer.bidirectional() ? 2 : 1);
    int count = perKind * layer.kindsOfState() / given.size();
    List<Tensor> single = new ArrayList<>();
    for (Tensor states : given) {
      Dim batch = inputs.get(0).dim(0);
      Shape shape = Shape.of(batch, Dim.of((long) count * layer.units()));
      Shape apart = Shape.of(batch, Dim.of(count), Dim.of(layer.units()));
      if (!states.shape().equals(shape) && !states.shape().equals(apart)) {
        throw mismatch(ctx, inputs);
      }
      Tensor flat = states.reshape(shape);
      IntStream.range(0, count)
          .forEach(i -> single.add(flat.slice(1, i * layer.units(), layer.units())));
    }
    return IntStream.range(0, layer.kindsOfState())
        .mapToObj(kind -> List.copyOf(single.subList(kind * perKind, (kind + 1) * perKind)))
        .toList();
  }

  private ShapeException mismatch(LayerContext ctx, List<Tensor> inputs) {
    int size = layer.numLayers() * (layer.bidirectional() ? 2 : 1) * layer.units();
    String hidden = "a sequence [N, T, F], its hidden state [N, " + size + "]";
    String cell =
        layer.kindsOfState() > 1 ? " and its cell state [N, " + size + "], or both in one" : "";
    return new ShapeException(
        Problem.of(ErrorCode.SHAPE_MISMATCH)
            .at("initial-states in layer " + ctx.path())
            .expected(hidden + cell + (lengths ? ", then lengths [N]" : ""))
            .found(inputs.stream().map(Tensor::type).toList().toString())
            .mend("one state per layer and direction, side by side"));
  }
}
