package org.neurite.testkit.golden;

import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Tensor;

/** The networks of the training cases. */
final class Networks {
  private Networks() {}

  /** Layers of stated widths, the last without the activation: parameters w1, b1, w2 ... */
  static Tensor perceptron(Trajectory step, Tensor x, List<Integer> widths, String activation) {
    Tensor value = x;
    for (int k = 1; k < widths.size(); k++) {
      value = applied(step, "l" + k, dense(widths, k, activation), value);
    }
    return value;
  }

  /** The k-th layer of a perceptron. */
  static Components dense(List<Integer> widths, int k, String activation) {
    boolean last = k == widths.size() - 1;
    return dense(widths.get(k), last ? "identity" : activation);
  }

  private static Components dense(int units, String activation) {
    return Components.named("dense").with("units", units).with("activation", activation);
  }

  /**
   * LeNet-5 (LeCun, Bottou, Bengio, Haffner, 1998) on images of 28 x 28.
   *
   * @param pool name of the pooling layer
   */
  static Tensor lenet(Trajectory step, Tensor images, String activation, String pool) {
    Tensor x = conv(step, "conv1", images, 6, "same", activation);
    x = pooled(step, "pool1", pool, x);
    x = pooled(step, "pool2", pool, conv(step, "conv2", x, 16, "valid", activation));
    x = applied(step, "flatten", Components.named("flatten"), x);
    x = dense(step, "fc1", x, 120, activation);
    x = dense(step, "fc2", x, 84, activation);
    return dense(step, "fc3", x, 10, "identity");
  }

  private static Tensor pooled(Trajectory step, String name, String pool, Tensor x) {
    return applied(step, name, Components.named(pool).withSizes("kernel", List.of(2), false), x);
  }

  private static Tensor dense(
      Trajectory step, String name, Tensor x, int units, String activation) {
    return applied(step, name, dense(units, activation), x);
  }

  private static Tensor conv(
      Trajectory step, String name, Tensor x, int filters, String padding, String activation) {
    Components layer =
        Components.named("conv2d")
            .with("filters", filters)
            .withSizes("kernel", List.of(5), false)
            .with("padding", padding)
            .with("activation", activation);
    return applied(step, name, layer, x);
  }

  private static Tensor applied(Trajectory step, String name, Components layer, Tensor x) {
    return step.trace().apply("", name, layer.as(Layer.class), x);
  }
}
