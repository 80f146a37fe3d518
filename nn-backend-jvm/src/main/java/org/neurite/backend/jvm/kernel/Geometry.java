package org.neurite.backend.jvm.kernel;

import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Shape;

/**
 * Where a window's cells lie on an image. One-dimensional windows are windows of height 1.
 *
 * @param height rows of the image
 * @param width columns of the image
 * @param outHeight rows of window positions
 * @param outWidth columns of window positions
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param strideY distance of positions by row
 * @param strideX distance of positions by column
 * @param padY rows added above
 * @param padX columns added at the left
 * @param dilationY distance of kernel cells by row
 * @param dilationX distance of kernel cells by column
 */
public record Geometry(
    int height,
    int width,
    int outHeight,
    int outWidth,
    int kernelHeight,
    int kernelWidth,
    int strideY,
    int strideX,
    int padY,
    int padX,
    int dilationY,
    int dilationX) {

  /**
   * The geometry of a window on images.
   *
   * @param window the window
   * @param image shape {@code [N, C, spatial..]}
   * @return the geometry
   */
  public static Geometry of(Window window, Shape image) {
    boolean flat = window.rank() == 1;
    int axisX = flat ? 0 : 1;
    int height = flat ? 1 : image.size(2);
    int width = image.size(-1);
    return new Geometry(
        height,
        width,
        flat ? 1 : (int) window.outputSize(0, height).size(),
        (int) window.outputSize(axisX, width).size(),
        flat ? 1 : window.kernel().get(0),
        window.kernel().get(axisX),
        flat ? 1 : window.stride().get(0),
        window.stride().get(axisX),
        flat ? 0 : window.padLow().get(0),
        window.padLow().get(axisX),
        flat ? 1 : window.dilation().get(0),
        window.dilation().get(axisX));
  }

  /**
   * Cells of an image.
   *
   * @return height times width
   */
  public int cells() {
    return height * width;
  }

  /**
   * Window positions.
   *
   * @return their number
   */
  public int positions() {
    return outHeight * outWidth;
  }

  /**
   * Cells of the kernel.
   *
   * @return their number
   */
  public int kernelCells() {
    return kernelHeight * kernelWidth;
  }

  /**
   * Distance by row of the kernel's last cell from its first.
   *
   * @return number of image rows
   */
  public int reachY() {
    return (kernelHeight - 1) * dilationY;
  }

  /**
   * Distance by column of the kernel's last cell from its first.
   *
   * @return number of image columns
   */
  public int reachX() {
    return (kernelWidth - 1) * dilationX;
  }

  /**
   * Row of the image under a kernel row, at the position in row 0.
   *
   * @param kernelRow the kernel row
   * @return may lie outside the image
   */
  public int top(int kernelRow) {
    return kernelRow * dilationY - padY;
  }

  /**
   * Column of the image under a kernel column, at the position in column 0.
   *
   * @param kernelColumn the kernel column
   * @return may lie outside the image
   */
  public int left(int kernelColumn) {
    return kernelColumn * dilationX - padX;
  }

  /**
   * The first position at which an offset lies inside.
   *
   * @param offset where it lies at position 0
   * @param stride distance between positions
   * @return the position, from 0
   */
  public static int firstInside(int offset, int stride) {
    return offset >= 0 ? 0 : (-offset + stride - 1) / stride;
  }

  /**
   * The position after the last at which an offset lies inside.
   *
   * @param offset where it lies at position 0
   * @param stride distance between positions
   * @param length size of the image
   * @param positions number of positions
   * @return from 0 to {@code positions}
   */
  public static int endInside(int offset, int stride, int length, int positions) {
    return offset >= length ? 0 : Math.min(positions, (length - 1 - offset) / stride + 1);
  }

  /**
   * The kernel cells that are inside the image at each position along one axis.
   *
   * @param vertical the axis
   * @return for each position, the first cell and the cell after the last
   */
  int[][] inside(boolean vertical) {
    int positions = vertical ? outHeight : outWidth;
    int length = vertical ? height : width;
    int[][] ranges = new int[positions][];
    for (int p = 0; p < positions; p++) {
      int start = p * (vertical ? strideY : strideX) - (vertical ? padY : padX);
      int dilation = vertical ? dilationY : dilationX;
      int cells = vertical ? kernelHeight : kernelWidth;
      ranges[p] =
          new int[] {firstInside(start, dilation), endInside(start, dilation, length, cells)};
    }
    return ranges;
  }
}
