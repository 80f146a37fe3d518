package org.neurite.core.metric;

import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Area under precision over recall (Davis, Goadrich, 2006) as {@code average_precision}: the sum
 * over thresholds of precision times the recall gained. Scores and targets as for {@link RocAuc};
 * keeps every score.
 */
public record PrAuc() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Pairs(
        "average_precision", (scores, targets, outputs) -> Curves.precisionRecall(scores, targets));
  }
}
