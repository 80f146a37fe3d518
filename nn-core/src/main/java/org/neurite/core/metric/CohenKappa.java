package org.neurite.core.metric;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;

/**
 * Agreement beyond chance (Cohen, 1960) as {@code cohen_kappa}: {@code (a - c) / (1 - c)} with the
 * accuracy a and the accuracy c of guessing with the same frequencies. Predictions and targets as
 * for {@link Accuracy}.
 *
 * @param threshold score above which a prediction is positive: 0 for logits, 0.5 for probabilities
 * @param ignoreIndex class index of samples that do not count, as of the loss
 */
public record CohenKappa(
    @Setting(doc = "score above which an answer is positive; empty for the largest of C classes")
        Optional<Double> threshold,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {

  /** Checks the settings. */
  public CohenKappa {
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** Among several classes. */
  public CohenKappa() {
    this(Optional.empty(), Optional.empty());
  }

  /**
   * Of yes-or-no answers.
   *
   * @param threshold score above which the answer is yes
   */
  public CohenKappa(double threshold) {
    this(Optional.of(threshold), Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Confusion(
        threshold, ignoreIndex, counts -> Map.of("cohen_kappa", kappa(Table.of(counts))));
  }

  private static double kappa(Table table) {
    double chance = table.chance() / (table.total() * table.total());
    return (table.right() / table.total() - chance) / (1 - chance);
  }

  /**
   * Sums of a confusion matrix.
   *
   * @param total all decisions
   * @param right decisions on the diagonal
   * @param chance sum over the classes of targets times predictions
   * @param targets sum of the targets' squared counts
   * @param predictions sum of the predictions' squared counts
   */
  record Table(double total, double right, double chance, double targets, double predictions) {
    static Table of(long[][] counts) {
      double total = 0;
      double right = 0;
      double chance = 0;
      double targets = 0;
      double predictions = 0;
      for (int c = 0; c < counts.length; c++) {
        double asTarget = 0;
        double asPrediction = 0;
        for (int k = 0; k < counts.length; k++) {
          asTarget += counts[c][k];
          asPrediction += counts[k][c];
        }
        total += asTarget;
        right += counts[c][c];
        chance += asTarget * asPrediction;
        targets += asTarget * asTarget;
        predictions += asPrediction * asPrediction;
      }
      return new Table(total, right, chance, targets, predictions);
    }
  }
}
