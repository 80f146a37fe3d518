package org.neurite.api.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neurite.api.API;
import org.neurite.api.tensor.Dim;

/**
 * Where a kernel is laid on an image: one entry per spatial axis (one or two).
 *
 * @param kernel kernel size
 * @param stride distance between two positions
 * @param padLow cells added before
 * @param padHigh cells added after
 * @param dilation distance between two kernel cells
 */
@API(API.Status.STABLE)
public record Window(
    List<Integer> kernel,
    List<Integer> stride,
    List<Integer> padLow,
    List<Integer> padHigh,
    List<Integer> dilation) {

  /** Copies the lists and checks ranges. */
  public Window {
    kernel = list("kernel", kernel, kernel.size(), 1);
    stride = list("stride", stride, kernel.size(), 1);
    padLow = list("padding", padLow, kernel.size(), 0);
    padHigh = list("padding", padHigh, kernel.size(), 0);
    dilation = list("dilation", dilation, kernel.size(), 1);
  }

  private static List<Integer> list(String what, List<Integer> values, int rank, int min) {
    Rules.attribute(
        rank >= 1 && rank <= 2 && values.size() == rank && Collections.min(values) >= min,
        what + " of at least " + min + " for each of 1 or 2 spatial axes",
        values);
    return List.copyOf(values);
  }

  /**
   * A plain window: stride 1, no padding, no dilation.
   *
   * @param kernel kernel size per spatial axis
   * @return the window
   */
  public static Window of(int... kernel) {
    List<Integer> sizes = new ArrayList<>();
    for (int k : kernel) {
      sizes.add(k);
    }
    List<Integer> ones = Collections.nCopies(kernel.length, 1);
    List<Integer> zeros = Collections.nCopies(kernel.length, 0);
    return new Window(sizes, ones, zeros, zeros, ones);
  }

  /**
   * Another stride.
   *
   * @param step the same for all axes
   * @return a copy
   */
  public Window stride(int step) {
    return new Window(kernel, Collections.nCopies(rank(), step), padLow, padHigh, dilation);
  }

  /**
   * Another padding, the same on all sides.
   *
   * @param cells how many
   * @return a copy
   */
  public Window padding(int cells) {
    List<Integer> all = Collections.nCopies(rank(), cells);
    return new Window(kernel, stride, all, all, dilation);
  }

  /**
   * Another dilation.
   *
   * @param distance the same for all axes
   * @return a copy
   */
  public Window dilation(int distance) {
    return new Window(kernel, stride, padLow, padHigh, Collections.nCopies(rank(), distance));
  }

  /**
   * Number of spatial axes.
   *
   * @return 1 or 2
   */
  public int rank() {
    return kernel.size();
  }

  /**
   * Output size along a spatial axis: {@code floor((L + low + high - d (k - 1) - 1) / s) + 1}.
   *
   * @param axis the spatial axis
   * @param length input size
   * @return output size
   * @throws org.neurite.api.ShapeException if the kernel is larger than the padded input
   */
  public Dim outputSize(int axis, long length) {
    long reach = (long) dilation.get(axis) * (kernel.get(axis) - 1) + 1;
    long padded = length + padLow.get(axis) + padHigh.get(axis);
    Rules.require(
        padded >= reach,
        "an input of at least " + reach + " cells along spatial axis " + axis,
        padded + " cells with padding");
    return Dim.of((padded - reach) / stride.get(axis) + 1);
  }
}
