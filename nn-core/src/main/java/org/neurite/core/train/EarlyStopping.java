package org.neurite.core.train;

import java.util.List;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.TrainingException;
import org.neurite.api.component.EpochReport;

/**
 * Ends a training when a value no longer improves, and goes back to the best weights.
 *
 * @param value name in {@link EpochReport#values()}, for instance {@code val_loss}
 * @param patience epochs without improvement to wait, at least 1
 * @param minDelta smallest change that counts as improvement, at least 0
 * @param maximize whether larger is better
 */
public record EarlyStopping(String value, int patience, double minDelta, boolean maximize) {
  private static final List<String> LARGER_IS_BETTER =
      List.of("accuracy", "precision", "recall", "f1", "r2", "auc");

  /** Checks ranges. */
  public EarlyStopping {
    if (patience < 1 || !(minDelta >= 0)) {
      throw new TrainingException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("early stopping")
              .expected("a patience of at least 1 epoch and a minDelta of at least 0")
              .found("patience " + patience + ", minDelta " + minDelta));
    }
  }

  /**
   * Watches a value with a patience of 10 epochs. Accuracy, precision, recall, F1, R² and AUC are
   * made large, everything else small.
   *
   * @param value name in {@link EpochReport#values()}
   * @return the rule
   */
  public static EarlyStopping on(String value) {
    return new EarlyStopping(value, 10, 0, LARGER_IS_BETTER.stream().anyMatch(value::contains));
  }

  /**
   * Another patience.
   *
   * @param epochs epochs without improvement to wait
   * @return the changed rule
   */
  public EarlyStopping patience(int epochs) {
    return new EarlyStopping(value, epochs, minDelta, maximize);
  }

  /**
   * Another smallest improvement.
   *
   * @param change the smallest change that counts
   * @return the changed rule
   */
  public EarlyStopping minDelta(double change) {
    return new EarlyStopping(value, patience, change, maximize);
  }

  /** Whether a value is better than the best so far. */
  boolean improves(double candidate, double best) {
    return maximize ? candidate > best + minDelta : candidate < best - minDelta;
  }

  /** What every value is better than. */
  double worst() {
    return maximize ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
