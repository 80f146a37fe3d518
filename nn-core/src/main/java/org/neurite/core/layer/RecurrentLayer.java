package org.neurite.core.layer;

import java.util.List;
import java.util.Optional;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;

/**
 * A layer that hands a state on from step to step, {@code [N, T, F] -> [N, T, D * units]} or, of
 * the last step, {@code [N, D * units]}, with D directions: {@link SimpleRnn}, {@link Gru} and
 * {@link Lstm}. It begins with zeros; {@link org.neurite.core.merge.InitialStates} gives it other
 * states and {@link LastStates} gives those that it ends with.
 */
public interface RecurrentLayer extends MaskedLayer {
  /**
   * Length of a state.
   *
   * @return at least 1
   */
  int units();

  /**
   * How many layers are stacked.
   *
   * @return at least 1
   */
  int numLayers();

  /**
   * Whether each layer also runs from the last step to the first.
   *
   * @return true for two directions
   */
  boolean bidirectional();

  /**
   * What is given.
   *
   * @return true for every step, false for the last of each direction
   */
  boolean returnSequences();

  /**
   * How many states a step hands on.
   *
   * @return 1 for the hidden state, 2 if there is a cell state, too
   */
  int kindsOfState();

  /**
   * Runs from stated states.
   *
   * @param ctx as for a layer
   * @param input {@code [N, T, F]}
   * @param initial by kind, each a list of {@code [N, units]}, one per layer and direction in the
   *     order layer 0 forward, layer 0 backward, layer 1 forward, ..; empty for zeros
   * @param steps bool {@code [N, T]}, true for the steps that count; the others change no state and
   *     give zeros
   * @return outputs and last states
   * @throws org.neurite.api.ShapeException if one of them does not fit
   */
  RecurrentOutput run(
      LayerContext ctx, Tensor input, List<List<Tensor>> initial, Optional<Tensor> steps);

  /**
   * What the layer gives of all that it found.
   *
   * @param found of {@link #run}
   * @return every step, or the last output of each direction side by side
   */
  default Tensor output(RecurrentOutput found) {
    if (returnSequences()) {
      return found.y();
    }
    List<Tensor> hidden = found.states().get(0);
    int directions = bidirectional() ? 2 : 1;
    return Tensor.concat(
        1, hidden.subList(hidden.size() - directions, hidden.size()).toArray(Tensor[]::new));
  }

  @Override
  default Tensor apply(LayerContext ctx, Tensor input) {
    return output(run(ctx, input, List.of(), Optional.empty()));
  }

  @Override
  default Tensor apply(LayerContext ctx, Tensor input, Tensor steps) {
    return output(run(ctx, input, List.of(), Optional.of(steps)));
  }
}
