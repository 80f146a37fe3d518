package org.neurite.testkit.golden;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Convolutions and pooling, as primitive operations. */
final class Images {
  private Images() {}

  static void enter(Map<String, Subject> table) {
    table.put("conv1d", TracedSubject.y(Images::conv));
    table.put("conv2d", TracedSubject.y(Images::conv));
    table.put("conv_transpose2d", TracedSubject.y(Images::convTranspose));
    table.put("maxpool1d", TracedSubject.y(Images::maxPool));
    table.put("maxpool2d", TracedSubject.y(Images::maxPool));
    table.put("avgpool1d", TracedSubject.y(Images::avgPool));
    table.put("avgpool2d", TracedSubject.y(Images::avgPool));
    table.put("global_avgpool2d", TracedSubject.y((s, a) -> s.samples("x").mean(2, 3)));
    table.put("global_maxpool2d", TracedSubject.y((s, a) -> s.samples("x").reduceMax(2, 3)));
  }

  private static Tensor conv(Scene scene, Attributes attrs) {
    attrs.describe("in_channels", "out_channels");
    Tensor y =
        scene.samples("x").conv(scene.array("weight"), window(attrs), attrs.integer("groups"));
    return attrs.flag("bias") ? biased(y, scene.array("bias")) : y;
  }

  static Tensor biased(Tensor y, Tensor bias) {
    Shape shape = bias.shape();
    for (int axis = 2; axis < y.shape().rank(); axis++) {
      shape = shape.insert(shape.rank(), Dim.ONE);
    }
    return y.add(bias.reshape(shape));
  }

  private static Tensor convTranspose(Scene scene, Attributes attrs) {
    attrs.describe("in_channels", "out_channels");
    Window window = window(attrs);
    Tensor x = scene.samples("x");
    List<Integer> extra = attrs.integers("output_padding");
    List<Integer> spatial =
        IntStream.range(0, window.rank())
            .map(i -> unpooled(window, i, x.shape().size(2 + i)) + extra.get(i))
            .boxed()
            .toList();
    Tensor y = x.convTranspose(scene.array("weight"), window, attrs.integer("groups"), spatial);
    return attrs.flag("bias") ? biased(y, scene.array("bias")) : y;
  }

  /** (L - 1) s - 2 p + d (k - 1) + 1. */
  private static int unpooled(Window window, int axis, int length) {
    return (length - 1) * window.stride().get(axis)
        - 2 * window.padLow().get(axis)
        + window.dilation().get(axis) * (window.kernel().get(axis) - 1)
        + 1;
  }

  private static Window window(Attributes attrs) {
    List<Integer> kernel = attrs.integers("kernel");
    List<Integer> padding = attrs.integers("padding");
    List<Integer> dilation =
        attrs.has("dilation") ? attrs.integers("dilation") : Collections.nCopies(kernel.size(), 1);
    return new Window(kernel, attrs.integers("stride"), padding, padding, dilation);
  }

  private static Tensor maxPool(Scene scene, Attributes attrs) {
    Tensor x = scene.samples("x");
    return x.maxPool(pooling(attrs, x.shape()));
  }

  private static Tensor avgPool(Scene scene, Attributes attrs) {
    Tensor x = scene.samples("x");
    boolean count = !attrs.has("count_include_pad") || attrs.flag("count_include_pad");
    return x.avgPool(pooling(attrs, x.shape()), count);
  }

  private static Window pooling(Attributes attrs, Shape images) {
    Window window = window(attrs);
    boolean ceil = attrs.has("ceil_mode") && attrs.flag("ceil_mode");
    return ceil ? roundedUp(window, images) : window;
  }

  /** The window with so much more padding behind that a last, partial position counts. */
  private static Window roundedUp(Window window, Shape images) {
    List<Integer> high = new ArrayList<>();
    for (int axis = 0; axis < window.rank(); axis++) {
      int stride = window.stride().get(axis);
      int low = window.padLow().get(axis);
      int length = images.size(2 + axis);
      int reach = window.dilation().get(axis) * (window.kernel().get(axis) - 1) + 1;
      int room = length + low + window.padHigh().get(axis) - reach;
      int last = (room + stride - 1) / stride;
      int kept = last * stride >= length + low ? last - 1 : last;
      high.add(Math.max(window.padHigh().get(axis), kept * stride + reach - length - low));
    }
    return new Window(window.kernel(), window.stride(), window.padLow(), high, window.dilation());
  }
}
