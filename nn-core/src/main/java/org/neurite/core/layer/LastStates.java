package org.neurite.core.layer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.graph.Tensor;

/**
 * The states that a recurrent layer ends with, {@code [N, T, F] -> [N, K * layers * D * units]}
 * with K kinds of state and D directions: all hidden states, then all cell states, each in the
 * order layer 0 forward, layer 0 backward, layer 1 forward, .. What an encoder hands to a decoder
 * (Sutskever, Vinyals, Le, 2014), which takes it by {@link org.neurite.core.merge.InitialStates}.
 * Child {@code layer}.
 *
 * @param layer what runs over the steps
 */
public record LastStates(
    @Setting(doc = "recurrent layer that runs over the steps") RecurrentLayer layer)
    implements MaskedLayer {

  /** Checks the settings. */
  public LastStates {
    Objects.requireNonNull(layer, "layer");
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    return apply(ctx, input, Optional.empty());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input, Tensor steps) {
    return apply(ctx, input, Optional.of(steps));
  }

  private Tensor apply(LayerContext ctx, Tensor input, Optional<Tensor> steps) {
    return ctx.child(
        "layer",
        (inner, x) -> {
          Optional<Tensor> counts = steps.map(s -> s.at(inner.path()));
          List<List<Tensor>> states = layer.run(inner, x, List.of(), counts).states();
          return Tensor.concat(1, states.stream().flatMap(List::stream).toArray(Tensor[]::new));
        },
        input);
  }
}
