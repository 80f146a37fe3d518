package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Geometry;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Gradient of a convolution with many output channels by its weight: for each position, the
 * channels of the output gradient times what lies under some taps in the {@link Planes} of the
 * input, summed over all positions of all images. For that the gradient is transposed, so that
 * channels lie side by side. Threads take different channels and taps.
 */
final class WideWeightGradKernel implements Kernel, Job {
  private static final int COLUMNS = VectorChannels.COLUMNS;
  private static final int TAPS = VectorChannels.TAPS;

  /** Output channels of a group with which most of a vector's lanes are used. */
  private static final int LEAST_CHANNELS = 12;

  /** Taps with which transposing the gradient pays. */
  private static final int LEAST_TAPS = 48;

  /** Numbers that are laid out at a time: as many as stay in the second-level cache. */
  private static final int MOST = 1 << 18;

  /** Images that are laid out at a time, at least. */
  private static final int LEAST_IMAGES = 4;

  /** Positions whose gradient is read again and again: half of the first-level cache. */
  private static final int HOT = 4096 / COLUMNS;

  /** Positions that are transposed at a time: they stay in the first-level cache. */
  private static final int TRANSPOSED = 64;

  private static final int UNITS_PER_THREAD = 2;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 12;

  private final Convolution convolution;
  private final Geometry geometry;
  private final Team team;
  private final float[] input;
  private final float[] gradient;
  private final float[] result;
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

  /** For each strip of channels and each tap, a row of sums. */
  private final float[] sums;

  private final int chunk;
  private final int ranges;
  private int first;
  private int count;
  private boolean placing;
  private int parts;

  WideWeightGradKernel(Convolution convolution, Binding binding) {
    this.convolution = convolution;
    geometry = convolution.geometry();
    team = binding.resources().team();
    input = binding.input(0);
    gradient = binding.input(1);
    result = binding.output();
    planes = Planes.ofInput(convolution);
    channels = convolution.groups() * convolution.in();
    positions = convolution.positions();
    strips = pieces(convolution.out(), COLUMNS);
    taps = planes.taps(convolution, TAPS);
    int size = channels * planes.size() + allStrips() * positions * COLUMNS;
    chunk = Math.min(binding.most(convolution.images()), Math.max(LEAST_IMAGES, MOST / size));
    inputs = new float[chunk * channels * planes.size()];
    gradients = new float[chunk * allStrips() * positions * COLUMNS];
    inputAt = new int[chunk * positions];
    for (int i = 0; i < inputAt.length; i++) {
      int position = i % positions;
      inputAt[i] =
          i / positions * channels * planes.size()
              + position / geometry.outWidth() * planes.width()
              + position % geometry.outWidth();
    }
    ranges = Math.min(blocks(), pieces(UNITS_PER_THREAD * team.size(), allStrips()));
    sums = new float[allStrips() * taps.length * COLUMNS];
  }

  /** Whether most lanes of a vector have a channel, which is used often enough. */
  static boolean suits(Convolution c) {
    return c.out() >= LEAST_CHANNELS && c.taps() >= LEAST_TAPS;
  }

  private static int pieces(int total, int size) {
    return (total + size - 1) / size;
  }

  private int allStrips() {
    return convolution.groups() * strips;
  }

  /** Blocks of taps. */
  private int blocks() {
    return taps.length / TAPS;
  }

  @Override
  public void run(int n, long step) {
    int images = (int) convolution.images().at(n);
    int units = allStrips() * ranges;
    Arrays.fill(sums, 0);
    for (first = 0; first < images; first += chunk) {
      count = Math.min(chunk, images - first);
      int numbers = channels * planes.size() + 2 * allStrips() * positions * COLUMNS;
      share(true, count, (long) count * numbers);
      share(false, units, (long) allStrips() * COLUMNS * taps.length * count * positions / SPEED);
    }
    for (int strip = 0; strip < allStrips(); strip++) {
      store(strip);
    }
  }

  private void share(boolean isPlacing, int most, long work) {
    placing = isPlacing;
    parts = team.parts(work, most);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int total = placing ? count : allStrips() * ranges;
    int to = Team.begin(total, parts, part + 1);
    for (int unit = Team.begin(total, parts, part); unit < to; unit++) {
      if (placing) {
        place(unit);
      } else {
        correlate(unit / ranges, unit % ranges);
      }
    }
  }

  private void place(int image) {
    int size = channels * planes.size();
    planes.place(
        input, (first + image) * channels * convolution.cells(), channels, inputs, image * size);
    int from = (first + image) * convolution.groups() * convolution.out() * positions;
    for (int strip = 0; strip < allStrips(); strip++) {
      int at = (strip * chunk + image) * positions * COLUMNS;
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

  /** A strip of channels with a range of taps. */
  private void correlate(int strip, int range) {
    boolean half = present(strip) <= COLUMNS / 2;
    int at = strip * chunk * positions * COLUMNS;
    // The taps of all groups are alike; what differs is where the group's channels begin.
    int shift = strip / strips * convolution.in() * planes.size();
    int begin = Team.begin(blocks(), ranges, range);
    int end = Team.begin(blocks(), ranges, range + 1);
    for (int from = 0; from < count * positions; from += HOT) {
      int to = Math.min(from + HOT, count * positions);
      for (int block = begin; block < end; block++) {
        int tap = block * TAPS;
        int height = Math.min(TAPS, convolution.taps() - tap > 4 ? 8 : 4);
        run(height, half, at, shift, tap, from, to, (strip * taps.length + tap) * COLUMNS);
      }
    }
  }

  private void store(int strip) {
    int present = present(strip);
    int first = firstChannel(strip) * convolution.taps();
    for (int tap = 0; tap < convolution.taps(); tap++) {
      int row = (strip * taps.length + tap) * COLUMNS;
      for (int c = 0; c < present; c++) {
        result[first + c * convolution.taps() + tap] = sums[row + c];
      }
    }
  }

  private void run(
      int height, boolean half, int at, int shift, int tap, int from, int to, int sum) {
    if (Vectors.CONVOLUTIONS.isDone()) {
      VectorChannels.multiply(
          height, half, gradients, at, inputs, shift, taps, tap, inputAt, from, to, sums, sum);
    } else {
      PlainTaps.channels(
          height, half, gradients, at, inputs, shift, taps, tap, inputAt, from, to, sums, sum);
    }
  }
}
