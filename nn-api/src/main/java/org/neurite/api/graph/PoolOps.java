package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.api.API;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * Pooling over windows of {@code x [N, C, spatial..]}. Padding never wins a maximum; in a tie the
 * first cell (row by row) wins.
 */
@API(API.Status.STABLE)
public sealed interface PoolOps extends Op {

  /**
   * Kernel position rule.
   *
   * @return the window
   */
  Window window();

  /**
   * Picks from {@code values} at the place of each window's largest cell of {@code x}: operands x
   * and values, both {@code [N, C, spatial..]}. With values = x this is max pooling.
   *
   * @param window kernel position rule
   */
  record MaxPick(Window window) implements PoolOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      Rules.sameShape(inputs);
      Rules.sameType(inputs);
      return List.of(inputs.get(0).withShape(pooled(window, inputs.get(0))));
    }

    @Override
    public String name() {
      return "max_pick";
    }
  }

  /**
   * Adds {@code g} at the place of each window's largest cell of {@code x}: operands {@code x [N,
   * C, spatial..]} and {@code g} of the pooled shape; result like x. The gradient of {@link
   * MaxPick} with respect to its values.
   *
   * @param window kernel position rule
   */
  record MaxScatter(Window window) implements PoolOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      Rules.sameType(inputs);
      Shape pooled = pooled(window, inputs.get(0));
      Rules.require(
          inputs.get(1).shape().equals(pooled), "a gradient of shape " + pooled, inputs.get(1));
      return List.of(inputs.get(0));
    }

    @Override
    public String name() {
      return "max_scatter";
    }
  }

  /**
   * Mean of each window.
   *
   * @param window kernel position rule
   * @param countPadding whether padding counts as cells of value 0 (else the mean is over real
   *     cells)
   */
  record AvgPool(Window window, boolean countPadding) implements PoolOps {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      return List.of(inputs.get(0).withShape(pooled(window, inputs.get(0))));
    }

    @Override
    public String name() {
      return "avg_pool";
    }
  }

  /**
   * Gradient of {@link AvgPool}: operand g of the pooled shape; result {@code [N, C, spatial..]}.
   *
   * @param window kernel position rule
   * @param countPadding as in the pooling
   * @param spatial spatial size of the pooling's input
   */
  record AvgPoolGrad(Window window, boolean countPadding, List<Integer> spatial)
      implements PoolOps {
    /** Copies the list. */
    public AvgPoolGrad {
      spatial = List.copyOf(spatial);
    }

    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      Shape g = inputs.get(0).shape();
      Rules.rank(inputs.get(0), window.rank() + 2, "a gradient");
      List<Dim> dims = new ArrayList<>(g.dims().subList(0, 2));
      spatial.forEach(size -> dims.add(Dim.of(size)));
      TensorType result = inputs.get(0).withShape(new Shape(dims));
      Shape pooled = pooled(window, result);
      Rules.require(g.equals(pooled), "a gradient of shape " + pooled, g);
      return List.of(result);
    }

    @Override
    public String name() {
      return "avg_pool_grad";
    }
  }

  private static Shape pooled(Window window, TensorType x) {
    Rules.floating(x);
    Rules.rank(x, window.rank() + 2, "an input");
    List<Dim> dims = new ArrayList<>(x.shape().dims().subList(0, 2));
    for (int i = 0; i < window.rank(); i++) {
      int length = x.shape().size(2 + i);
      Dim positions = window.outputSize(i, length);
      Rules.attribute(
          noneEmpty(window, i, length, positions.size()),
          "padding so small that every window meets the input",
          window + " on " + length + " cells along spatial axis " + i);
      dims.add(positions);
    }
    return new Shape(dims);
  }

  private static boolean noneEmpty(Window window, int axis, int length, long positions) {
    for (int position = 0; position < positions; position++) {
      int first = position * window.stride().get(axis) - window.padLow().get(axis);
      int dilation = window.dilation().get(axis);
      boolean meets =
          IntStream.range(0, window.kernel().get(axis))
              .map(k -> first + k * dilation)
              .anyMatch(cell -> cell >= 0 && cell < length);
      if (!meets) {
        return false;
      }
    }
    return true;
  }
}
