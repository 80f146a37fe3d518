package org.neurite.core.metric;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;
import org.neurite.api.component.Setting;

/**
 * Exponential of the mean cross-entropy (Jelinek, Mercer, Bahl, Baker, 1977) of logits {@code [N,
 * C, ..]} against int32 classes {@code [N, ..]}, as {@code perplexity}: how many classes the model
 * wavers between.
 *
 * @param ignoreIndex class index of samples that do not count, as of the loss
 */
public record Perplexity(
    @Setting(doc = "class index of samples that do not count") Optional<Integer> ignoreIndex)
    implements Metric {

  /** Checks the setting. */
  public Perplexity {
    Objects.requireNonNull(ignoreIndex, "ignoreIndex");
  }

  /** Of all samples. */
  public Perplexity() {
    this(Optional.empty());
  }

  @Override
  public MetricAccumulator start() {
    return new Rows("perplexity", ignoreIndex, Perplexity::entropy, Math::exp);
  }

  private static double entropy(double[] logits, int label) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double sum = Arrays.stream(logits).map(x -> Math.exp(x - largest)).sum();
    return largest + Math.log(sum) - logits[label];
  }
}
