package org.neurite.core.layer;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Shape;

/** What transposed convolutions share. */
final class Transposed {
  private Transposed() {}

  static void requireSettings(
      Class<?> layer, int filters, int groups, List<Integer> stride, List<Integer> extra) {
    Settings.require(
        filters % groups == 0, layer, "groups", "a divisor of filters = " + filters, groups);
    for (int i = 0; i < stride.size(); i++) {
      Settings.require(
          extra.get(i) < stride.get(i),
          layer,
          "outputPadding",
          "fewer cells than the stride " + stride,
          extra);
    }
  }

  static Tensor apply(
      LayerContext ctx,
      String layer,
      Tensor input,
      int filters,
      Window window,
      List<Integer> extra,
      int groups,
      Convolutions.Finish finish) {
    Shape shape = Convolutions.kernel(input.shape().size(1), filters / groups, window);
    Tensor weight = ctx.parameter("weight", shape, finish.weightInitializer());
    List<Integer> spatial = new ArrayList<>();
    for (int i = 0; i < window.rank(); i++) {
      int length = input.shape().size(2 + i);
      int size = size(window, i, length) + extra.get(i);
      if (size < 1) {
        throw Inputs.mismatch(
            ctx,
            layer,
            "an output of at least 1 cell along axis " + (2 + i),
            Integer.toString(size),
            "make cells smaller, or the kernel larger");
      }
      spatial.add(size);
    }
    return finish.apply(ctx, input.convTranspose(weight, window, groups, spatial), shape);
  }

  private static int size(Window window, int axis, int length) {
    return (length - 1) * window.stride().get(axis)
        - window.padLow().get(axis)
        - window.padHigh().get(axis)
        + window.dilation().get(axis) * (window.kernel().get(axis) - 1)
        + 1;
  }
}
