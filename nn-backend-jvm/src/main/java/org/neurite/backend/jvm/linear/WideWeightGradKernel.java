package org.neurite.backend.jvm.linear;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Gradient of a convolution with many output channels by its weight: {@link ChannelSums} over all
 * positions of all images. Threads take batches of images, whose number depends on shapes alone,
 * with sums of their own, which are added in order; where there are few images, or many weights,
 * they take different channels and taps instead.
 */
final class WideWeightGradKernel implements Kernel, Job {
  /** Output channels of a group with which most of a vector's lanes are used. */
  private static final int LEAST_CHANNELS = 12;

  /** Taps with which transposing the gradient pays. */
  private static final int LEAST_TAPS = 48;

  /** Fewest images of which batches are made. */
  private static final int LEAST_IMAGES = 8;

  private static final int MOST_BATCHES = 16;

  /** Memory for the sums of all batches: 4 MB. */
  private static final int MOST_SUMS = 1 << 20;

  private static final int UNITS_PER_THREAD = 2;

  /** Multiply-adds per quarter of a nanosecond, roughly. */
  private static final int SPEED = 12;

  /** What threads do. */
  private enum Phase {
    BATCHES,
    ADDING,
    PLACING,
    TAPS
  }

  private final Convolution convolution;
  private final Team team;
  private final float[] result;

  /** For each worker; without batches one for all. */
  private final ChannelSums[] workers;

  /** For each batch; the first has the sums of all in the end. */
  private final float[][] sums;

  private final int ranges;
  private Phase phase = Phase.BATCHES;
  private int images;
  private int batches;
  private int first;
  private int count;
  private int parts;

  WideWeightGradKernel(Convolution convolution, Binding binding) {
    this.convolution = convolution;
    team = binding.resources().team();
    result = binding.output();
    int most = binding.most(convolution.images());
    boolean hasBatches =
        most >= LEAST_IMAGES
            && ChannelSums.fits(convolution)
            && LEAST_IMAGES * ChannelSums.size(convolution) <= MOST_SUMS;
    workers = new ChannelSums[hasBatches ? team.size() : 1];
    Arrays.setAll(workers, w -> new ChannelSums(convolution, binding, w == 0));
    int size = (int) ChannelSums.size(convolution);
    sums = new float[hasBatches ? Math.min(Math.min(MOST_BATCHES, most), MOST_SUMS / size) : 1][];
    Arrays.setAll(sums, b -> new float[size]);
    ranges = workers[0].ranges(UNITS_PER_THREAD * team.size());
  }

  /** Whether most lanes of a vector have a channel, which is used often enough. */
  static boolean suits(Convolution c) {
    return c.out() >= LEAST_CHANNELS && c.taps() >= LEAST_TAPS;
  }

  @Override
  public void run(int n, long step) {
    images = (int) convolution.images().at(n);
    long work = (long) sums[0].length * convolution.positions() / SPEED;
    if (sums.length > 1 && images >= LEAST_IMAGES) {
      batches = Math.min(sums.length, images);
      phase = Phase.BATCHES;
      parts = team.parts(images * work, batches) == 1 ? 1 : batches;
      team.run(this, parts);
      share(Phase.ADDING, batches, (long) batches * sums[0].length);
    } else {
      ChannelSums all = workers[0];
      Arrays.fill(sums[0], 0);
      for (first = 0; first < images; first += all.most()) {
        count = Math.min(all.most(), images - first);
        share(Phase.PLACING, count, (long) count * all.traffic());
        share(Phase.TAPS, all.strips() * ranges, count * work);
      }
    }
    workers[0].store(sums[0], result);
  }

  private void share(Phase next, int most, long work) {
    phase = next;
    parts = team.parts(work, most);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    switch (phase) {
      case BATCHES -> {
        int to = Team.begin(batches, parts, part + 1);
        for (int batch = Team.begin(batches, parts, part); batch < to; batch++) {
          int begin = Team.begin(images, batches, batch);
          workers[worker].compute(begin, Team.begin(images, batches, batch + 1), sums[batch]);
        }
      }
      case ADDING -> {
        int size = sums[0].length;
        add(Team.begin(size, parts, part), Team.begin(size, parts, part + 1));
      }
      case PLACING -> {
        int to = Team.begin(count, parts, part + 1);
        for (int image = Team.begin(count, parts, part); image < to; image++) {
          workers[0].place(first + image, image);
        }
      }
      case TAPS -> {
        int units = workers[0].strips() * ranges;
        int to = Team.begin(units, parts, part + 1);
        for (int unit = Team.begin(units, parts, part); unit < to; unit++) {
          workers[0].correlate(unit / ranges, unit % ranges, ranges, count, sums[0]);
        }
      }
    }
  }

  private void add(int from, int to) {
    float[] all = sums[0];
    for (int batch = 1; batch < batches; batch++) {
      float[] more = sums[batch];
      for (int i = from; i < to; i++) {
        all[i] += more[i];
      }
    }
  }
}
