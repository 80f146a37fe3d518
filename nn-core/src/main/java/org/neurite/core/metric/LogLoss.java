package org.neurite.core.metric;

// long: classes and yes-or-no answers

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;
import org.neurite.api.tensor.NDArray;

/**
 * Mean cross-entropy of probabilities (Good, 1952), as {@code log_loss}: of classes {@code [N, C,
 * ..]} against int32 labels {@code [N, ..]}, or of yes-or-no answers against targets of the same
 * shape. Probabilities are kept {@code 1e-15} away from 0 and 1; what lies outside of them is
 * rejected, because logits would give a number without meaning ({@link Perplexity} takes those).
 * Targets of the prediction's shape count as yes-or-no answers even if they are one-hot rows: give
 * labels then.
 *
 * @param ignoreIndex class index of samples that do not count, as of the loss; yes-or-no answers
 *     all count
 */
public record LogLoss(
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {
  private static final double TINY = 1e-15;

  /** What rounding may add to a probability. */
  private static final double ROUNDING = 1e-6;

  /** Checks the setting. */
  public LogLoss {
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** Of all samples. */
  public LogLoss() {
    this(Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    Rows rows =
        new Rows(
            "log_loss",
            ignoreIndex,
            (p, label) -> -log(probability(p[label])),
            DoubleUnaryOperator.identity());
    return new Either(rows);
  }

  private static double probability(double p) {
    if (p < -ROUNDING || p > 1 + ROUNDING) {
      throw Decisions.mismatch(
          "probabilities from 0 to 1",
          Double.toString(p),
          "end the model in softmax or sigmoid, or measure perplexity, which takes logits");
    }
    return p;
  }

  private static double log(double probability) {
    return Math.log(Math.max(TINY, Math.min(1 - TINY, probability)));
  }

  /** Rows of classes, or single answers. */
  private record Either(Rows rows) implements MetricAccumulator {
    @Override
    public void add(NDArray prediction, NDArray target) {
      if (!prediction.shape().equals(target.shape())) {
        rows.add(prediction, target);
        return;
      }
      for (int i = 0; i < target.length(); i++) {
        double t = target.get(i);
        double p = probability(prediction.get(i));
        rows.accept(-(t * log(p) + (1 - t) * log(1 - p)));
      }
    }

    @Override
    public void merge(MetricAccumulator other) {
      rows.merge(((Either) other).rows);
    }

    @Override
    public Map<String, Double> results() {
      return rows.results();
    }
  }
}
