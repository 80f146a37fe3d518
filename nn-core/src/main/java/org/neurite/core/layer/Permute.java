package org.neurite.core.layer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;

/**
 * Other order of a sample's axes, as Keras's Permute, {@code [N, d1, d2, ..] -> [N, d_axes[0],
 * d_axes[1], ..]}.
 *
 * @param axes which input axis comes at each place, counted from 1 (the batch, 0, stays)
 */
public record Permute(
    @Setting(doc = "which axis comes at each place, counted from 1", min = 1) List<Integer> axes)
    implements Layer {

  /** Checks the settings. */
  public Permute {
    axes = List.copyOf(axes);
    Settings.require(
        axes.stream()
            .sorted()
            .toList()
            .equals(IntStream.rangeClosed(1, axes.size()).boxed().toList()),
        Permute.class,
        "axes",
        "each number from 1 to " + axes.size() + " once",
        axes);
  }

  /**
   * The same with the axes one by one.
   *
   * @param axes which input axis comes at each place
   */
  public Permute(int... axes) {
    this(Arrays.stream(axes).boxed().toList());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    if (input.shape().rank() != axes.size() + 1) {
      throw Inputs.mismatch(
          ctx, "permute", "an input of rank " + (axes.size() + 1), input.type().toString(), "");
    }
    return input.transpose(
        IntStream.concat(IntStream.of(0), axes.stream().mapToInt(Integer::intValue)).toArray());
  }
}
