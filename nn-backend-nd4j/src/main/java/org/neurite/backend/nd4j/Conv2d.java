package org.neurite.backend.nd4j;

import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Shape;

/** Convolutions of images as {@code conv2d} of ND4J's library has them. */
final class Conv2d {
  /** Its name there. */
  static final String NAME = "conv2d";

  private static final int NOT_SAME = 0;
  private static final int CHANNELS_FIRST = 0;
  private static final int WEIGHTS_OUT_IN_ROW_COLUMN = 1;

  private Conv2d() {}

  /**
   * Images of several channels, one group, the same padding on both sides. Of one channel Java was
   * measured to be faster; dilated ones its oneDNN refuses.
   */
  static boolean supports(LinearOps.Conv op, Shape weight) {
    Window window = op.window();
    return window.rank() == 2
        && op.groups() == 1
        && weight.size(1) > 1
        && window.dilation().stream().allMatch(distance -> distance == 1)
        && window.padLow().equals(window.padHigh());
  }

  static long[] settings(Window window) {
    return new long[] {
      window.kernel().get(0),
      window.kernel().get(1),
      window.stride().get(0),
      window.stride().get(1),
      window.padLow().get(0),
      window.padLow().get(1),
      window.dilation().get(0),
      window.dilation().get(1),
      NOT_SAME,
      CHANNELS_FIRST,
      WEIGHTS_OUT_IN_ROW_COLUMN
    };
  }
}
