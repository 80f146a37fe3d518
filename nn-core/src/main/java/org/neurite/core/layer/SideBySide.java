package org.neurite.core.layer;

import java.util.Arrays;
import java.util.List;
import org.neurite.api.tensor.NDArray;

/** Arrays side by side in one, as a {@link GraphLayer} takes and gives them. */
public final class SideBySide {
  private SideBySide() {}

  /**
   * Joins arrays.
   *
   * @param arrays at least one, each {@code [n, ..]} of as many samples
   * @return float32 {@code [n, sum of sizes]}
   */
  public static NDArray join(List<NDArray> arrays) {
    int n = arrays.get(0).shape().size(0);
    int[] sizes = arrays.stream().mapToInt(a -> a.length() / Math.max(1, n)).toArray();
    int width = Arrays.stream(sizes).sum();
    float[] values = new float[n * width];
    int offset = 0;
    for (int k = 0; k < sizes.length; k++) {
      float[] own = arrays.get(k).toFloats();
      for (int i = 0; i < n; i++) {
        System.arraycopy(own, i * sizes[k], values, i * width + offset, sizes[k]);
      }
      offset += sizes[k];
    }
    return NDArray.of(values, n, width);
  }

  /**
   * Cuts some columns out.
   *
   * @param joined {@code [n, F]}
   * @param from the first column
   * @param count how many
   * @return float32 {@code [n, count]}
   */
  public static NDArray cut(NDArray joined, int from, int count) {
    int n = joined.shape().size(0);
    int width = joined.shape().size(1);
    float[] all = joined.toFloats();
    float[] values = new float[n * count];
    for (int i = 0; i < n; i++) {
      System.arraycopy(all, i * width + from, values, i * count, count);
    }
    return NDArray.of(values, n, count);
  }
}
