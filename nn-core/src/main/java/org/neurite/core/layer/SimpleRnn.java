package org.neurite.core.layer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Activation;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.core.activation.Tanh;

/**
 * Plain recurrence (Elman, 1990), {@code [N, T, F] -> [N, T, D * units]} or {@code [N, D * units]}
 * with D directions: {@code h' = activation(W_ih x + b_ih + W_hh h + b_hh)}. Parameters, per layer
 * k: {@code weight_ih_lk [units, F]}, {@code weight_hh_lk [units, units]}, {@code bias_ih_lk},
 * {@code bias_hh_lk}; those of the backward direction end in {@code _reverse}.
 *
 * @param units length of the state
 * @param numLayers how many are stacked
 * @param bidirectional whether each layer also runs from the last step to the first
 * @param returnSequences whether every step is given, else the last of each direction
 * @param activation applied to the state
 * @param bias whether there are biases
 */
public record SimpleRnn(
    @Setting(doc = "length of the state", min = 1) int units,
    @Setting(doc = "how many layers are stacked", defaultValue = "1", min = 1) int numLayers,
    @Setting(doc = "whether each layer also runs backwards", defaultValue = "false")
        boolean bidirectional,
    @Setting(doc = "whether every step is given, else the last", defaultValue = "true")
        boolean returnSequences,
    @Setting(doc = "function applied to the state", defaultValue = "tanh") Activation activation,
    @Setting(doc = "whether there are biases", defaultValue = "true") boolean bias)
    implements RecurrentLayer {

  /** Checks the settings. */
  public SimpleRnn {
    Settings.check(SimpleRnn.class, "units", units);
    Settings.check(SimpleRnn.class, "numLayers", numLayers);
    Objects.requireNonNull(activation, "activation");
  }

  /**
   * One layer that gives every step.
   *
   * @param units length of the state
   */
  public SimpleRnn(int units) {
    this(units, 1, false, true, new Tanh(), true);
  }

  @Override
  public int kindsOfState() {
    return 1;
  }

  @Override
  public RecurrentOutput run(
      LayerContext ctx, Tensor input, List<List<Tensor>> initial, Optional<Tensor> steps) {
    Recurrence.Cell cell = (x, h, states) -> List.of(activation.apply(x.add(h)));
    return recurrence().run(ctx, "simple-rnn", input, initial, steps, cell);
  }

  private Recurrence recurrence() {
    return new Recurrence(units, 1, 1, numLayers, bidirectional, bias, false);
  }
}
