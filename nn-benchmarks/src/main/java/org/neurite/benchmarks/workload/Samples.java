package org.neurite.benchmarks.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Made-up samples of a workload, the same for every subject: normally distributed inputs; the class
 * of a sample is which of its first inputs is the largest, and the target of a regression is the
 * sine of its first. So they can be learned, and a loss that falls shows that a subject trains.
 */
public final class Samples {
  /** Variance of {@code sin(x)} for a standard normal x: {@code (1 - exp(-2)) / 2}. */
  static final double TARGET_VARIANCE = (1 - Math.exp(-2)) / 2;

  private static final long SEED = 42;
  private static final int ELEMENTS = 1 << 21;
  private static final int FEWEST_BATCHES = 4;
  private static final int MOST_BATCHES = 1024;

  private final Workload workload;
  private final int batches;
  private final float[] inputs;
  private final int[] labels;
  private final float[] targets;

  /**
   * Makes samples: enough batches that they do not all stay in the first caches, where a batch is
   * small.
   *
   * @param workload what they are for
   */
  public Samples(Workload workload) {
    this.workload = workload;
    int width = workload.network().inputs();
    int perBatch = width * workload.batch();
    this.batches = Math.max(FEWEST_BATCHES, Math.min(MOST_BATCHES, ELEMENTS / perBatch));
    int rows = batches * workload.batch();
    this.inputs = new float[rows * width];
    this.labels = new int[rows];
    this.targets = new float[rows];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    int classes = Math.min(workload.network().outputs(), width);
    for (int row = 0; row < rows; row++) {
      labels[row] = largest(row * width, classes);
      targets[row] = (float) Math.sin(inputs[row * width]);
    }
  }

  private int largest(int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = inputs[from + i] > inputs[from + best] ? i : best;
    }
    return best;
  }

  /**
   * Number of batches.
   *
   * @return at least 4
   */
  public int batches() {
    return batches;
  }

  /**
   * Inputs of a batch.
   *
   * @param batch from 0
   * @return a copy, {@code [batch, ..]}, row-major
   */
  public float[] inputs(int batch) {
    return Arrays.copyOfRange(inputs, begin(batch) * width(), begin(batch + 1) * width());
  }

  /**
   * Classes of a batch.
   *
   * @param batch from 0
   * @return a copy, {@code [batch]}
   */
  public int[] labels(int batch) {
    return Arrays.copyOfRange(labels, begin(batch), begin(batch + 1));
  }

  /**
   * What the network shall answer: a row of a single 1 at the class, or the number of a regression.
   *
   * @param batch from 0
   * @return {@code [batch, outputs]}, row-major
   */
  public float[] targets(int batch) {
    if (workload.network().isRegression()) {
      return Arrays.copyOfRange(targets, begin(batch), begin(batch + 1));
    }
    int classes = workload.network().outputs();
    float[] rows = new float[workload.batch() * classes];
    for (int i = 0; i < workload.batch(); i++) {
      rows[i * classes + labels[begin(batch) + i]] = 1;
    }
    return rows;
  }

  private int begin(int batch) {
    return batch * workload.batch();
  }

  private int width() {
    return workload.network().inputs();
  }
}
