package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Geometry;
import org.neurite.backend.jvm.parallel.Team;

/**
 * The sums of which the gradient of a convolution by its weight consists: for each position, the
 * channels of the output gradient times what lies under some taps in the {@link Planes} of the
 * input. For that the gradient of some images is transposed, so that channels lie side by side.
 */
final class ChannelSums {
  private static final int COLUMNS = VectorChannels.COLUMNS;
  private static final int TAPS = VectorChannels.TAPS;

  /** Numbers that are laid out at a time: as many as stay in a second-level cache. */
  private static final int MOST = 1 << 18;

  /** Images that are laid out at a time, at least, where threads share them. */
  private static final int LEAST_SHARED = 4;

  /** Positions whose gradient is read again and again: half of the first-level cache. */
  private static final int HOT = 4096 / COLUMNS;

  /** Positions that are transposed at a time: they stay in the first-level cache. */
  private static final int TRANSPOSED = 64;

  private final Convolution convolution;
  private final float[] input;
  private final float[] gradient;
  private final Planes planes;
  private final int channels;
  private final int positions;

  /** Strips of channels of a group. */
  private final int strips;

  /** For each tap of a group, its distance from a position; the last one is repeated. */
  private final int[] taps;

  /** Input of some images, laid out; where each position of each image is. */
  private final float[] inputs;

  private final int[] inputAt;

  /** Gradient of some images: strips of channels, positions of all images, channels. */
  private final float[] gradients;

  private final int most;

  /**
   * Memory to lay out some images.
   *
   * @param convolution the convolution
   * @param binding its input and the gradient
   * @param isShared whether several threads lay images out and use them
   */
  ChannelSums(Convolution convolution, Binding binding, boolean isShared) {
    this.convolution = convolution;
    Geometry geometry = convolution.geometry();
    input = binding.input(0);
    gradient = binding.input(1);
    planes = Planes.ofInput(convolution);
    channels = convolution.groups() * convolution.in();
    positions = convolution.positions();
    strips = pieces(convolution.out(), COLUMNS);
    taps = planes.taps(convolution, TAPS);
    int fitting = (int) (MOST / numbers(convolution)) / together() * together();
    int least = isShared ? LEAST_SHARED : 1;
    most = Math.min(binding.most(convolution.images()), Math.max(least * together(), fitting));
    inputs = new float[most * channels * planes.size()];
    gradients = new float[most * transposed()];
    inputAt = new int[most * positions];
    for (int i = 0; i < inputAt.length; i++) {
      int position = i % positions;
      inputAt[i] =
          i / positions * channels * planes.size()
              + position / geometry.outWidth() * planes.width()
              + position % geometry.outWidth();
    }
  }

  /** How many sums there are. */
  static long size(Convolution c) {
    return (long) c.groups() * pieces(c.out(), COLUMNS) * COLUMNS * pieces(c.taps(), TAPS) * TAPS;
  }

  /** Numbers of an image, laid out. */
  private static long numbers(Convolution c) {
    long input = (long) c.groups() * c.in() * Planes.ofInput(c).size();
    return input + (long) c.groups() * pieces(c.out(), COLUMNS) * c.positions() * COLUMNS;
  }

  /** Whether a thread may well have an image of its own: few enough numbers for its cache. */
  static boolean fits(Convolution c) {
    return numbers(c) <= MOST;
  }

  /** Images of which as many positions as are hot are taken together. */
  private int together() {
    return Math.max(1, HOT / positions);
  }

  private static int pieces(int total, int size) {
    return (total + size - 1) / size;
  }

  /** Numbers of the gradient of an image, transposed. */
  private int transposed() {
    return strips() * positions * COLUMNS;
  }

  /** Strips of channels of all groups. */
  int strips() {
    return convolution.groups() * strips;
  }

  /** Blocks of taps. */
  private int blocks() {
    return taps.length / TAPS;
  }

  /** How many ranges of taps to make for a number of units, those of all strips together. */
  int ranges(int units) {
    return Math.min(blocks(), pieces(units, strips()));
  }

  /** Images that are laid out at a time, at most. */
  int most() {
    return most;
  }

  /** Numbers that are read and written to lay out an image, roughly. */
  int traffic() {
    return channels * planes.size() + 2 * transposed();
  }

  /** Computes the sums of some images. */
  void compute(int from, int to, float[] sums) {
    Arrays.fill(sums, 0);
    for (int first = from; first < to; first += most) {
      int count = Math.min(most, to - first);
      for (int image = 0; image < count; image++) {
        place(first + image, image);
      }
      for (int strip = 0; strip < strips(); strip++) {
        correlate(strip, 0, 1, count, sums);
      }
    }
  }

  /** Lays out an image. */
  void place(int image, int as) {
    int size = channels * planes.size();
    planes.place(input, image * channels * convolution.cells(), channels, inputs, as * size);
    int from = image * convolution.groups() * convolution.out() * positions;
    for (int strip = 0; strip < strips(); strip++) {
      int at = (strip * most + as) * positions * COLUMNS;
      int line = from + firstChannel(strip) * positions;
      for (int position = 0; position < positions; position += TRANSPOSED) {
        int end = Math.min(positions, position + TRANSPOSED);
        transpose(line, present(strip), at, position, end);
      }
    }
  }

  private void transpose(int line, int height, int at, int begin, int end) {
    int c = 0;
    for (; c + 4 <= height; c += 4) {
      int first = line + c * positions;
      int second = first + positions;
      int third = second + positions;
      int fourth = third + positions;
      int to = at + begin * COLUMNS + c;
      for (int p = begin; p < end; p++) {
        gradients[to] = gradient[first + p];
        gradients[to + 1] = gradient[second + p];
        gradients[to + 2] = gradient[third + p];
        gradients[to + 3] = gradient[fourth + p];
        to += COLUMNS;
      }
    }
    for (; c < height; c++) {
      for (int p = begin; p < end; p++) {
        gradients[at + p * COLUMNS + c] = gradient[line + c * positions + p];
      }
    }
  }

  /** Number of the first channel of a strip, of all groups. */
  private int firstChannel(int strip) {
    return strip / strips * convolution.out() + strip % strips * COLUMNS;
  }

  /** Channels of a strip. */
  private int present(int strip) {
    return Math.min(COLUMNS, convolution.out() - strip % strips * COLUMNS);
  }

  /** Adds a strip of channels with a range of taps, over the images that are laid out. */
  void correlate(int strip, int range, int ranges, int count, float[] sums) {
    boolean half = present(strip) <= COLUMNS / 2;
    int at = strip * most * positions * COLUMNS;
    // The taps of all groups are alike; what differs is where the group's channels begin.
    int shift = strip / strips * convolution.in() * planes.size();
    int begin = Team.begin(blocks(), ranges, range);
    int end = Team.begin(blocks(), ranges, range + 1);
    // Where a piece begins depends on shapes alone, so that it doesn't matter how many are laid
    // out.
    for (int image = 0; image < count; image += together()) {
      int last = Math.min(count, image + together()) * positions;
      for (int from = image * positions; from < last; from += HOT) {
        int to = Math.min(from + HOT, last);
        for (int block = begin; block < end; block++) {
          int sum = (strip * taps.length + block * TAPS) * COLUMNS;
          add(half, at, shift, block * TAPS, from, to, sums, sum);
        }
      }
    }
  }

  private void add(
      boolean half, int at, int shift, int tap, int from, int to, float[] sums, int sum) {
    int height = Math.min(TAPS, convolution.taps() - tap > 4 ? 8 : 4);
    if (Vectors.CONVOLUTIONS.isDone()) {
      VectorChannels.multiply(
          height, half, gradients, at, inputs, shift, taps, tap, inputAt, from, to, sums, sum);
    } else {
      PlainTaps.channels(
          height, half, gradients, at, inputs, shift, taps, tap, inputAt, from, to, sums, sum);
    }
  }

  /** Brings the sums into the order of the weight. */
  void store(float[] sums, float[] result) {
    for (int strip = 0; strip < strips(); strip++) {
      int present = present(strip);
      int first = firstChannel(strip) * convolution.taps();
      for (int tap = 0; tap < convolution.taps(); tap++) {
        int row = (strip * taps.length + tap) * COLUMNS;
        for (int c = 0; c < present; c++) {
          result[first + c * convolution.taps() + tap] = sums[row + c];
        }
      }
    }
  }
}
