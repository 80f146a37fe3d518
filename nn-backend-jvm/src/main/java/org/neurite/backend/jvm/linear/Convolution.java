package org.neurite.backend.jvm.linear;

import org.neurite.api.graph.Window;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.kernel.Geometry;

/**
 * Sizes of a convolution {@code [N, C, ..] -> [N, O, ..]}.
 *
 * @param geometry where the kernel lies on the images
 * @param images how many
 * @param groups into how many separate convolutions the channels are split
 * @param in input channels of a group
 * @param out output channels of a group
 */
record Convolution(Geometry geometry, Dim images, int groups, int in, int out) {

  static Convolution of(Window window, int groups, Shape input, int outputChannels) {
    return new Convolution(
        Geometry.of(window, input),
        input.dim(0),
        groups,
        input.size(1) / groups,
        outputChannels / groups);
  }

  /** Kernel cells over all input channels of a group: what one output cell is summed over. */
  int taps() {
    return in * geometry.kernelCells();
  }

  int positions() {
    return geometry.positions();
  }

  int cells() {
    return geometry.cells();
  }

  /** Where the input of a group of an image begins; items are images times groups. */
  int inputStart(int item) {
    return item * in * cells();
  }

  /** Where the output of a group of an image begins. */
  int outputStart(int item) {
    return item * out * positions();
  }

  /** Where the weights of an item's group begin. */
  int weightStart(int item) {
    return item % groups * out * taps();
  }

  /** Number of weights. */
  int weights() {
    return groups * out * taps();
  }

  /** Multiply-adds of one group of one image. */
  long work() {
    return (long) out * taps() * positions();
  }

  /** Whether a group has so few output channels that a product would have nothing to reuse. */
  boolean isThin() {
    return out <= 2;
  }
}
