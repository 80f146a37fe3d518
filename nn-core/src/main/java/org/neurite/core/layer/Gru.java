package org.neurite.core.layer;

import java.util.List;
import java.util.Optional;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Gated recurrent unit (Cho et al., 2014), {@code [N, T, F] -> [N, T, D * units]} or {@code [N, D *
 * units]} with D directions: {@code r, z = sigmoid(W_ih x + b_ih + W_hh h + b_hh)}, {@code n =
 * tanh(W_in x + b_in + r (W_hn h + b_hn))}, {@code h' = (1 - z) n + z h}. Parameters as of {@link
 * SimpleRnn} with 3 rows per unit in the order r, z, n.
 *
 * @param units length of the state
 * @param numLayers how many are stacked
 * @param bidirectional whether each layer also runs from the last step to the first
 * @param returnSequences whether every step is given, else the last of each direction
 * @param bias whether there are biases
 */
public record Gru(
    @Setting(doc = "length of the state", min = 1) int units,
    @Setting(doc = "how many layers are stacked", defaultValue = "1", min = 1) int numLayers,
    @Setting(doc = "whether each layer also runs backwards", defaultValue = "false")
        boolean bidirectional,
    @Setting(doc = "whether every step is given, else the last", defaultValue = "true")
        boolean returnSequences,
    @Setting(doc = "whether there are biases", defaultValue = "true") boolean bias)
    implements RecurrentLayer {

  /** Checks the settings. */
  public Gru {
    Settings.check(Gru.class, "units", units);
    Settings.check(Gru.class, "numLayers", numLayers);
  }

  /**
   * One layer that gives every step.
   *
   * @param units length of the state
   */
  public Gru(int units) {
    this(units, 1, false, true, true);
  }

  @Override
  public int kindsOfState() {
    return 1;
  }

  @Override
  public RecurrentOutput run(
      LayerContext ctx, Tensor input, List<List<Tensor>> initial, Optional<Tensor> steps) {
    return recurrence().run(ctx, "gru", input, initial, steps, this::step);
  }

  private List<Tensor> step(Tensor x, Tensor h, List<Tensor> states) {
    Tensor r = Recurrence.gate(x, 0, units).add(Recurrence.gate(h, 0, units)).sigmoid();
    Tensor z = Recurrence.gate(x, 1, units).add(Recurrence.gate(h, 1, units)).sigmoid();
    Tensor n = Recurrence.gate(x, 2, units).add(r.mul(Recurrence.gate(h, 2, units))).tanh();
    return List.of(n.add(z.mul(states.get(0).sub(n))));
  }

  private Recurrence recurrence() {
    return new Recurrence(units, 3, 1, numLayers, bidirectional, bias, true);
  }
}
