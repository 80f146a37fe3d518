package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.Geometry;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Gradient of a convolution with few output channels by its weight, as scalar products of the
 * output gradient with the {@link Planes} of the input: a few channels with a few taps at a time,
 * over all images. In the margins the gradient is zero. Threads take different channels and taps.
 */
final class DirectWeightGradKernel implements Kernel, Job {
  private static final int CHANNELS = VectorCorrelation.CHANNELS;
  private static final int TAPS = VectorCorrelation.TAPS;
  private static final int LANES = VectorTiles.lanes();

  /** Most numbers that are laid out at a time. */
  private static final int MOST = 1 << 22;

  /** Most blocks of taps whose sums are kept at a time: a part of the second-level cache. */
  private static final int MOST_BLOCKS = 128;

  /** Numbers of the gradient that are read again and again: half of the first-level cache. */
  private static final int HOT = 4096;

  /** Least number of units to share. */
  private static final int UNITS = 16;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 10;

  private final Convolution convolution;
  private final Geometry geometry;
  private final Team team;
  private final float[] input;
  private final float[] gradient;
  private final float[] result;
  private final Planes planes;
  private final int channels;
  private final int outputs;
  private final int runs;

  /** For each tap of a group, its distance from a position; the last one is repeated. */
  private final int[] taps;

  /** Input and gradient of some images, laid out, and where each run of positions begins. */
  private final float[] inputs;

  private final float[] gradients;
  private final int[] inputAt;
  private final int[] gradientAt;

  /** Whether the gradient is read where it is, because each row fills whole vectors. */
  private final boolean inPlace;

  /** For each worker, lanes of the sums of one unit. */
  private final float[][] sums;

  private final int chunk;
  private final int ranges;
  private int first;
  private int count;
  private boolean placing;
  private int parts;

  DirectWeightGradKernel(Convolution convolution, Binding binding) {
    this.convolution = convolution;
    geometry = convolution.geometry();
    team = binding.resources().team();
    input = binding.input(0);
    gradient = binding.input(1);
    result = binding.output();
    planes = Planes.ofInput(convolution);
    channels = convolution.groups() * convolution.in();
    outputs = convolution.groups() * convolution.out();
    inPlace = geometry.outWidth() % LANES == 0 && convolution.out() % CHANNELS == 0;
    runs = inPlace ? convolution.positions() / LANES : runs(geometry, planes);
    taps = planes.taps(convolution, TAPS);
    int images = binding.most(convolution.images());
    int size = channels * planes.size() + outputs * runs * LANES;
    chunk = Math.max(1, Math.min(images, MOST / size));
    inputs = new float[chunk * channels * planes.size() + 2 * LANES];
    gradients = inPlace ? gradient : new float[(chunk * outputs + CHANNELS) * runs * LANES];
    inputAt = new int[chunk * runs];
    gradientAt = new int[chunk * runs];
    int line = inPlace ? geometry.outWidth() : planes.width();
    for (int i = 0; i < inputAt.length; i++) {
      int position = i % runs * LANES;
      inputAt[i] =
          i / runs * channels * planes.size() + position / line * planes.width() + position % line;
      gradientAt[i] = i / runs * outputs * runs * LANES + position;
    }
    int tapBlocks = taps.length / TAPS;
    int blocks = convolution.groups() * blocks();
    ranges = Math.max(pieces(tapBlocks, MOST_BLOCKS), Math.min(tapBlocks, pieces(UNITS, blocks)));
    sums = new float[team.size()][pieces(tapBlocks, ranges) * CHANNELS * TAPS * LANES];
  }

  private static int pieces(int total, int size) {
    return (total + size - 1) / size;
  }

  /** Blocks of channels of a group. */
  private int blocks() {
    return pieces(convolution.out(), CHANNELS);
  }

  /** Runs of positions that a vector holds, margins included. */
  private static int runs(Geometry geometry, Planes planes) {
    int positions = (geometry.outHeight() - 1) * planes.width() + geometry.outWidth();
    return (positions + LANES - 1) / LANES;
  }

  /** Positions that are computed, those in vain among them. */
  static int computed(Convolution c) {
    return runs(c.geometry(), Planes.ofInput(c)) * LANES;
  }

  /** Whether few enough positions are computed in vain. */
  static boolean suits(Convolution c) {
    return !c.isThin() && computed(c) <= 3 * c.positions();
  }

  @Override
  public void run(int n, long step) {
    int images = (int) convolution.images().at(n);
    int units = convolution.groups() * blocks() * ranges;
    for (first = 0; first < images; first += chunk) {
      count = Math.min(chunk, images - first);
      share(true, count, (long) count * (channels * planes.size() + outputs * runs * LANES));
      long work = (long) units * CHANNELS * taps.length / ranges * count * runs * LANES;
      share(false, units, work / SPEED);
    }
  }

  private void share(boolean isPlacing, int most, long work) {
    placing = isPlacing;
    parts = team.parts(work, most);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    if (placing) {
      int to = Team.begin(count, parts, part + 1);
      for (int image = Team.begin(count, parts, part); image < to; image++) {
        place(image);
      }
      return;
    }
    int total = convolution.groups() * blocks() * ranges;
    int to = Team.begin(total, parts, part + 1);
    for (int unit = Team.begin(total, parts, part); unit < to; unit++) {
      int block = unit / ranges;
      correlate(block / blocks(), block % blocks() * CHANNELS, unit % ranges, sums[worker]);
    }
  }

  private void place(int image) {
    int size = planes.size();
    int from = (first + image) * channels * convolution.cells();
    planes.place(input, from, channels, inputs, image * channels * size);
    if (inPlace) {
      return;
    }
    int width = geometry.outWidth();
    for (int channel = 0; channel < outputs; channel++) {
      int source = ((first + image) * outputs + channel) * convolution.positions();
      int target = (image * outputs + channel) * runs * LANES;
      Arrays.fill(gradients, target, target + runs * LANES, 0);
      for (int y = 0; y < geometry.outHeight(); y++) {
        System.arraycopy(
            gradient, source + y * width, gradients, target + y * planes.width(), width);
      }
    }
  }

  /** Some channels of a group with a range of taps. */
  private void correlate(int group, int channel, int range, float[] sum) {
    int present = Math.min(CHANNELS, convolution.out() - channel);
    int height = present > 2 ? CHANNELS : 2;
    int stride = runs * LANES;
    int at = (group * convolution.out() + channel) * stride;
    if (inPlace) {
      at += first * outputs * stride;
    }
    // The taps of all groups are alike; what differs is where the group's channels begin.
    int shift = group * convolution.in() * planes.size();
    int tapBlocks = taps.length / TAPS;
    int begin = Team.begin(tapBlocks, ranges, range);
    int end = Team.begin(tapBlocks, ranges, range + 1);
    int most = Math.max(1, HOT / (CHANNELS * stride)) * runs;
    Arrays.fill(sum, 0, (end - begin) * CHANNELS * TAPS * LANES, 0);
    for (int from = 0; from < count * runs; from += most) {
      int to = Math.min(from + most, count * runs);
      for (int block = begin; block < end; block++) {
        int lanes = (block - begin) * CHANNELS * TAPS * LANES;
        run(height, at, stride, block * TAPS, shift, from, to, sum, lanes);
      }
    }
    for (int block = begin; block < end; block++) {
      int lanes = (block - begin) * CHANNELS * TAPS * LANES;
      store(group * convolution.out() + channel, present, block * TAPS, sum, lanes);
    }
  }

  private void store(int channel, int present, int tap, float[] sum, int lanes) {
    int last = Math.min(TAPS, convolution.taps() - tap);
    for (int c = 0; c < present; c++) {
      int to = (channel + c) * convolution.taps() + tap;
      for (int t = 0; t < last; t++) {
        float total = total(sum, lanes + (c * TAPS + t) * LANES);
        result[to + t] = first == 0 ? total : result[to + t] + total;
      }
    }
  }

  private void run(
      int height,
      int at,
      int stride,
      int tap,
      int shift,
      int from,
      int to,
      float[] sum,
      int lanes) {
    if (Vectors.CONVOLUTIONS.isDone()) {
      VectorCorrelation.correlate(
          height,
          gradients,
          at,
          stride,
          gradientAt,
          inputs,
          shift,
          taps,
          tap,
          inputAt,
          from,
          to,
          sum,
          lanes);
    } else {
      PlainTaps.correlate(
          height,
          gradients,
          at,
          stride,
          gradientAt,
          inputs,
          shift,
          taps,
          tap,
          inputAt,
          from,
          to,
          sum,
          lanes);
    }
  }

  /** Sum of lanes, in halves. */
  private static float total(float[] lanes, int at) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[at];
  }
}
