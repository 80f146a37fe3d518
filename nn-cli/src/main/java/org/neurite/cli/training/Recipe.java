package org.neurite.cli.training;

import java.util.Optional;

/**
 * How long to train, and in which steps. Small data get smaller batches, a higher rate and more
 * epochs than large data, for which 20 passes are steps enough: measured on data sets of 120 to
 * 20,000 rows, either does worse on the other.
 *
 * @param batchSize rows per step
 * @param epochs passes over the data
 * @param learningRate rate to begin with
 * @param note why these differ from what large data get; empty if they do not
 */
public record Recipe(int batchSize, int epochs, double learningRate, String note) {
  private static final int SMALL_ROWS = 10_000;
  private static final int BATCH_SIZE = 64;
  private static final int SMALL_BATCH_SIZE = 16;
  private static final double LEARNING_RATE = 0.001;
  private static final double SMALL_LEARNING_RATE = 0.003;
  private static final int EPOCHS = 20;
  private static final int SMALL_EPOCHS = 30;
  private static final int FEWEST_STEPS = 500;

  /**
   * Chooses what is not stated.
   *
   * @param rows rows to train on
   * @param batchSize stated rows per step
   * @param epochs stated passes
   * @param learningRate stated rate
   * @return the recipe
   */
  public static Recipe of(
      long rows,
      Optional<Integer> batchSize,
      Optional<Integer> epochs,
      Optional<Double> learningRate) {
    boolean small = rows < SMALL_ROWS;
    int batch = batchSize.orElse(small ? SMALL_BATCH_SIZE : BATCH_SIZE);
    int passes = epochs.orElse(small ? smallEpochs(rows, batch) : EPOCHS);
    double rate = learningRate.orElse(small ? SMALL_LEARNING_RATE : LEARNING_RATE);
    boolean chosen = batchSize.isEmpty() || epochs.isEmpty() || learningRate.isEmpty();
    String note =
        "fewer than %d rows, so what is not stated differs from %d epochs of batches of %d at %s"
            .formatted(SMALL_ROWS, EPOCHS, BATCH_SIZE, LEARNING_RATE);
    return new Recipe(batch, passes, rate, small && chosen ? note : "");
  }

  private static int smallEpochs(long rows, int batch) {
    return (int) Math.max(SMALL_EPOCHS, ceil(FEWEST_STEPS, ceil(rows, batch)));
  }

  private static long ceil(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /**
   * Steps of the whole training.
   *
   * @param rows rows to train on
   * @return their number
   */
  public long steps(long rows) {
    return ceil(rows, batchSize) * epochs;
  }
}
