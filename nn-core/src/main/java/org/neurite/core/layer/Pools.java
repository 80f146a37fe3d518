package org.neurite.core.layer;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.NDArray;

/** What pooling layers share. */
final class Pools {
  private Pools() {}

  static Tensor max(Tensor input, Window window, boolean ceilMode) {
    return input.maxPool(ceilMode ? Windows.roundedUp(window, input) : window);
  }

  static Tensor average(Tensor input, Window window, boolean countPadding, boolean ceilMode) {
    if (!ceilMode) {
      return input.avgPool(window, countPadding);
    }
    if (!countPadding) {
      return input.avgPool(Windows.roundedUp(window, input), false);
    }
    // Padding counts as cells, what lies beyond it does not: so the padding is made real.
    Tensor padded = input;
    for (int i = 0; i < window.rank(); i++) {
      padded = padded.pad(2 + i, window.padLow().get(i), window.padHigh().get(i), 0);
    }
    Window rounded = Windows.roundedUp(window, input);
    List<Integer> beyond =
        IntStream.range(0, window.rank())
            .mapToObj(i -> rounded.padHigh().get(i) - window.padHigh().get(i))
            .toList();
    List<Integer> none = Collections.nCopies(window.rank(), 0);
    return padded.avgPool(
        new Window(window.kernel(), window.stride(), none, beyond, window.dilation()), false);
  }

  /** Averages the last axis: a product with the matrix of its weights. */
  static Tensor adaptive(Tensor x, int cells) {
    int length = x.shape().size(-1);
    double[] weights = new double[cells * length];
    for (int i = 0; i < cells; i++) {
      int from = (int) ((long) i * length / cells);
      int to = (int) (((i + 1L) * length + cells - 1) / cells);
      Arrays.fill(weights, i * length + from, i * length + to, 1.0 / (to - from));
    }
    return Composites.linear(x, x.constant(NDArray.of(weights, cells, length)), Optional.empty());
  }
}
