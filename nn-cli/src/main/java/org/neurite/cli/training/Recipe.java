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
  private static final int FEWEST_STEPS = 2_000;

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
    long steps = Math.max(1, (rows + batch - 1) / batch);
    int passes = epochs.orElse((int) Math.max(EPOCHS, (FEWEST_STEPS + steps - 1) / steps));
    boolean adapted =
        (batchSize.isEmpty() && batch != BATCH_SIZE) || (epochs.isEmpty() && passes != EPOCHS);
    return new Recipe(batch, passes, adapted ? note(batch, passes) : "");
  }

  /**
   * Steps of the whole training.
   *
   * @param rows rows to train on
   * @return their number
   */
  public long steps(long rows) {
    return Math.max(1, (rows + batchSize - 1) / batchSize * epochs);
  }

  private static String note(int batch, int epochs) {
    return "few rows: %d epochs of batches of %d instead of %d of %d"
        .formatted(epochs, batch, EPOCHS, BATCH_SIZE);
  }
}
