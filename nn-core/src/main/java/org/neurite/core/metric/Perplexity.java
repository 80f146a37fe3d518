package org.neurite.core.metric;

import java.util.Arrays;
import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Exponential of the mean cross-entropy of logits {@code [N, C, ..]} against int32 classes {@code
 * [N, ..]}, as {@code perplexity}: how many classes the model wavers between.
 */
public record Perplexity() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Rows("perplexity", Perplexity::entropy, Math::exp);
  }

  private static double entropy(double[] logits, int label) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double sum = Arrays.stream(logits).map(x -> Math.exp(x - largest)).sum();
    return largest + Math.log(sum) - logits[label];
  }
}
