package org.neurite.core.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;

/** Windows from settings: one number per spatial axis, or one for all. */
final class Windows {
  private Windows() {}

  /** Checks a setting and repeats a single number for each axis. */
  static List<Integer> pair(Class<?> layer, String setting, List<Integer> values, int min) {
    Settings.require(
        (values.size() == 1 || values.size() == 2) && Collections.min(values) >= min,
        layer,
        setting,
        "one number, or one for height and width, of at least " + min,
        values);
    return values.size() == 1
        ? Collections.nCopies(2, values.get(0)).stream().toList()
        : List.copyOf(values);
  }

  /** Cells are stated exactly when the padding is explicit. */
  static void requireCells(Class<?> layer, Padding padding, List<Integer> cells) {
    Settings.require(
        padding == Padding.EXPLICIT || Collections.max(cells) == 0,
        layer,
        "cells",
        "0 unless the padding is explicit",
        cells);
  }

  /** The window on an input {@code [N, C, spatial..]}. */
  static Window of(
      Tensor input,
      List<Integer> kernel,
      List<Integer> stride,
      Padding padding,
      List<Integer> cells,
      List<Integer> dilation) {
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < kernel.size(); i++) {
      int total = padding == Padding.SAME ? same(input, i, kernel, stride, dilation) : 0;
      low.add(padding == Padding.SAME ? total / 2 : cells.get(i));
      high.add(padding == Padding.SAME ? total - total / 2 : cells.get(i));
    }
    return new Window(kernel, stride, low, high, dilation);
  }

  private static int same(
      Tensor input, int i, List<Integer> kernel, List<Integer> stride, List<Integer> dilation) {
    int length = input.shape().size(2 + i);
    int outputs = (length + stride.get(i) - 1) / stride.get(i);
    int reach = dilation.get(i) * (kernel.get(i) - 1) + 1;
    return Math.max((outputs - 1) * stride.get(i) + reach - length, 0);
  }

  /** With so much more padding behind that a last, partial position counts. */
  static Window roundedUp(Window window, Tensor input) {
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < window.rank(); i++) {
      int stride = window.stride().get(i);
      int reach = window.dilation().get(i) * (window.kernel().get(i) - 1) + 1;
      int before = input.shape().size(2 + i) + window.padLow().get(i);
      int room = before + window.padHigh().get(i) - reach;
      int last = (room + stride - 1) / stride;
      // A window must begin inside the image or the padding before it.
      int kept = last * stride >= before ? last - 1 : last;
      high.add(Math.max(window.padHigh().get(i), kept * stride + reach - before));
    }
    return new Window(window.kernel(), window.stride(), window.padLow(), high, window.dilation());
  }
}
