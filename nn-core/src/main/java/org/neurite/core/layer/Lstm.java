package org.neurite.core.layer;

import java.util.List;
import java.util.Optional;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Long short-term memory (Hochreiter, Schmidhuber, 1997; Gers et al., 2000), {@code [N, T, F] ->
 * [N, T, D * units]} or {@code [N, D * units]} with D directions. With {@code i, f, o = sigmoid}
 * and {@code g = tanh} of {@code W_ih x + b_ih + W_hh h + b_hh}: {@code c' = f c + i g}, {@code h'
 * = o tanh(c')}. Parameters as of {@link SimpleRnn} with 4 rows per unit in the order i, f, g, o.
 *
 * @param units length of the state
 * @param numLayers how many are stacked
 * @param bidirectional whether each layer also runs from the last step to the first
 * @param returnSequences whether every step is given, else the last of each direction
 * @param bias whether there are biases
 */
public record Lstm(
    @Setting(doc = "length of the state", min = 1) int units,
    @Setting(doc = "how many layers are stacked", defaultValue = "1", min = 1) int numLayers,
    @Setting(doc = "whether each layer also runs backwards", defaultValue = "false")
        boolean bidirectional,
    @Setting(doc = "whether every step is given, else the last", defaultValue = "true")
        boolean returnSequences,
    @Setting(doc = "whether there are biases", defaultValue = "true") boolean bias)
    implements RecurrentLayer {

  /** Checks the settings. */
  public Lstm {
    Settings.check(Lstm.class, "units", units);
    Settings.check(Lstm.class, "numLayers", numLayers);
  }

  /**
   * One layer that gives every step.
   *
   * @param units length of the state
   */
  public Lstm(int units) {
    this(units, 1, false, true, true);
  }

  @Override
  public int kindsOfState() {
    return 2;
  }

  @Override
  public RecurrentOutput run(
      LayerContext ctx, Tensor input, List<List<Tensor>> initial, Optional<Tensor> steps) {
    return recurrence().run(ctx, "lstm", input, initial, steps, this::step);
  }

  private List<Tensor> step(Tensor x, Tensor h, List<Tensor> states) {
    Tensor gates = x.add(h);
    Tensor i = Recurrence.gate(gates, 0, units).sigmoid();
    Tensor f = Recurrence.gate(gates, 1, units).sigmoid();
    Tensor g = Recurrence.gate(gates, 2, units).tanh();
    Tensor o = Recurrence.gate(gates, 3, units).sigmoid();
    Tensor c = f.mul(states.get(1)).add(i.mul(g));
    return List.of(o.mul(c.tanh()), c);
  }

  private Recurrence recurrence() {
    return new Recurrence(units, 4, 2, numLayers, bidirectional, bias, false);
  }
}
