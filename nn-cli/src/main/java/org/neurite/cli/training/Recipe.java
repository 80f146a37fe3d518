package org.neurite.cli.training;

import java.util.Optional;

/**
 * How long to train, and in which steps. What users do not state suits large data; small data get
 * smaller batches and more epochs, since 20 passes over 100 rows are too few steps to learn
 * anything.
 *
 * @param batchSize rows per step
 * @param epochs passes over the data
 * @param note why these differ from what large data get; empty if they do not
 */
public record Recipe(int batchSize, int epochs, String note) {
  private static final int BATCH_SIZE = 64;
  private static final int EPOCHS = 20;
  private static final int SMALL_BATCH_SIZE = 16;
  private static final int SMALL_ROWS = 2_000;
  private static final int ENOUGH_STEPS = 1_000;
  private static final int ENOUGH_EPOCHS = 60;
  private static final int FEWEST_STEPS = 300;

  /**
   * Chooses what is not stated.
   *
   * @param rows rows to train on
   * @param batchSize stated rows per step
   * @param epochs stated passes
   * @return the recipe
   */
  public static Recipe of(long rows, Optional<Integer> batchSize, Optional<Integer> epochs) {
    int batch = batchSize.orElse(rows < SMALL_ROWS ? SMALL_BATCH_SIZE : BATCH_SIZE);
    long steps = Math.max(1, ceil(rows, batch));
    int passes = epochs.orElseGet(() -> epochs(steps));
    boolean adapted =
        (batchSize.isEmpty() && batch != BATCH_SIZE) || (epochs.isEmpty() && passes != EPOCHS);
    return new Recipe(batch, passes, adapted ? note(batch, passes) : "");
  }

  /** More passes for small data until there are enough of them or of steps, but not too few steps. */
  private static int epochs(long stepsPerEpoch) {
    long enough = Math.min(ENOUGH_EPOCHS, ceil(ENOUGH_STEPS, stepsPerEpoch));
    return (int) Math.max(EPOCHS, Math.max(enough, ceil(FEWEST_STEPS, stepsPerEpoch)));
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
    return Math.max(1, ceil(rows, batchSize) * epochs);
  }

  private static String note(int batch, int epochs) {
    return "few rows: %d epochs of batches of %d instead of %d of %d"
        .formatted(epochs, batch, EPOCHS, BATCH_SIZE);
  }
}
