package spiking;

import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;

/**
 * Neurons that integrate their input, leak, and fire (Lapicque, 1907): one for each feature, {@code
 * [N, .., F] -> [N, .., F]}. The input is a current that flows for a number of steps; at each, the
 * potential becomes {@code v = decay v + x}, and where it reaches 1 the neuron fires and is reset
 * by 1. The output is the part of the steps in which it fired.
 *
 * <p>A spike is a jump, which has no derivative to learn by. In its place stands that of a fast
 * sigmoid, {@code 1 / (1 + slope |v - 1|)^2} (Zenke, Ganguli, "SuperSpike", 2018).
 */
public record LeakyIntegrateAndFire(
    @Setting(doc = "steps for which the current flows", defaultValue = "8", min = 1, max = 1000)
        int steps,
    @Setting(
            doc = "part of the potential that is left after a step",
            defaultValue = "0.8",
            min = 0,
            max = 1)
        double decay,
    @Setting(doc = "how narrow the surrogate gradient is", defaultValue = "2", min = 0)
        double slope)
    implements Layer {
  public LeakyIntegrateAndFire {
    Settings.check(LeakyIntegrateAndFire.class, "steps", steps);
    Settings.check(LeakyIntegrateAndFire.class, "decay", decay);
    Settings.check(LeakyIntegrateAndFire.class, "slope", slope);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor current) {
    Tensor potential = current;
    Tensor spikes = spike(potential);
    Tensor fired = spikes;
    for (int step = 1; step < steps; step++) {
      potential = potential.sub(spikes).mul(decay).add(current);
      spikes = spike(potential);
      fired = fired.add(spikes);
    }
    return fired.div(steps);
  }

  private Tensor spike(Tensor potential) {
    return Composites.customGradient(
        List.of(potential),
        in -> in.get(0).ge(1).cast(potential.dataType()),
        (in, out, gradients) ->
            List.of(gradients.get(0).div(in.get(0).sub(1).abs().mul(slope).add(1).square())));
  }
}
