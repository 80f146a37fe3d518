package org.neurite.core.layer;

import java.util.List;
import org.neurite.api.graph.Tensor;

/**
 * What a recurrent layer gives.
 *
 * @param y the last layer's output at every step, {@code [N, T, directions * units]}
 * @param states last states by kind (hidden, then cell of an LSTM), each a list of {@code [N,
 *     units]} in the order layer 0 forward, layer 0 backward, layer 1 forward, ..
 */
public record RecurrentOutput(Tensor y, List<List<Tensor>> states) {
  /** Copies the lists. */
  public RecurrentOutput {
    states = states.stream().map(List::copyOf).toList();
  }
}
