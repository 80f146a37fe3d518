package org.neurite.core.metric;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;
import org.neurite.api.tensor.NDArray;

/**
 * Part of the decisions that are right (scikit-learn's accuracy_score), as {@code accuracy}.
 *
 * <p>Without a threshold a prediction {@code [N, C, ..]} decides for the class with the largest
 * score, and the target is int32 class indices {@code [N, ..]} or a distribution {@code [N, C,
 * ..]}. With one, every score is a decision of its own, positive above the threshold, and the
 * target is positive above 0.5.
 *
 * @param threshold score above which a prediction is positive: 0 for logits, 0.5 for probabilities
 * @param ignoreIndex class index of samples that do not count, as of the loss
 */
public record Accuracy(
    @Setting(doc = "score above which an answer is positive; empty for the largest of C classes")
        Optional<Double> threshold,
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {

  /** Checks the settings. */
  public Accuracy {
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** Among several classes. */
  public Accuracy() {
    this(Optional.empty(), Optional.empty());
  }

  /**
   * Of yes-or-no answers.
   *
   * @param threshold score above which the answer is yes
   */
  public Accuracy(double threshold) {
    this(Optional.of(threshold), Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Count();
  }

  private final class Count implements MetricAccumulator {
    private long right;
    private long total;

    @Override
    public void add(NDArray prediction, NDArray target) {
      Decisions.forEach(prediction, target, threshold, this::add);
    }

    private void add(int target, int predicted) {
      if (ignoreIndex.equals(Optional.of(target))) {
        return;
      }
      total++;
      right += target == predicted ? 1 : 0;
    }

    @Override
    public void merge(MetricAccumulator other) {
      Count that = (Count) other;
      right += that.right;
      total += that.total;
    }

    @Override
    public Map<String, Double> results() {
      return Map.of("accuracy", (double) right / total);
    }
  }
}
