package org.neurite.testkit.golden;

import java.util.List;
import java.util.function.UnaryOperator;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Shape;

/** The networks of the training cases. */
final class Networks {
  private Networks() {}

  /** Layers of stated widths, the last without the activation: parameters w1, b1, w2 ... */
  static Tensor perceptron(Trajectory step, Tensor x, List<Integer> widths, String activation) {
    Tensor value = x;
    for (int k = 1; k < widths.size(); k++) {
      Layer dense = dense(widths, k, activation).as(Layer.class);
      value = step.trace().apply("", "l" + k, dense, value);
    }
    return value;
  }

  /** The k-th layer of a perceptron. */
  static Components dense(List<Integer> widths, int k, String activation) {
    boolean last = k == widths.size() - 1;
    return Components.named("dense")
        .with("units", widths.get(k))
        .with("activation", last ? "identity" : activation);
  }

  /**
   * LeNet-5 (LeCun, Bottou, Bengio, Haffner, 1998) on images of 28 x 28.
   *
   * @param max whether it pools by maximum, else by mean
   */
  static Tensor lenet(Trajectory step, Tensor images, UnaryOperator<Tensor> act, boolean max) {
    Tensor x = conv(step, "conv1", images, 6, Window.of(5, 5).padding(2));
    x = pooled(act.apply(x), max);
    x = pooled(act.apply(conv(step, "conv2", x, 16, Window.of(5, 5))), max);
    x = act.apply(dense(step, "fc1", x.flatten(1), 120));
    x = act.apply(dense(step, "fc2", x, 84));
    return dense(step, "fc3", x, 10);
  }

  private static Tensor pooled(Tensor x, boolean max) {
    Window window = Window.of(2, 2).stride(2);
    return max ? x.maxPool(window) : x.avgPool(window, true);
  }

  private static Tensor dense(Trajectory step, String name, Tensor x, int units) {
    Layer layer = Components.named("dense").with("units", units).as(Layer.class);
    return step.trace().apply("", name, layer, x);
  }

  private static Tensor conv(Trajectory step, String name, Tensor x, int channels, Window window) {
    return step.trace().apply("", name, (ctx, in) -> convolved(ctx, in, channels, window), x);
  }

  private static Tensor convolved(LayerContext ctx, Tensor x, int channels, Window window) {
    Shape kernel =
        Shape.of(channels, x.shape().size(1), window.kernel().get(0), window.kernel().get(1));
    Tensor weight = ctx.parameter("weight", kernel, Initializer.zeros());
    Tensor bias = ctx.parameter("bias", Shape.of(channels), Initializer.zeros());
    return Images.biased(x.conv(weight, window, 1), bias);
  }
}
