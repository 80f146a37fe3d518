package org.neurite.core.metric;

import org.neurite.api.component.Metric;
import org.neurite.api.component.MetricAccumulator;

/**
 * Area under the receiver operating characteristic (Hanley, McNeil, 1982) as {@code roc_auc}: the
 * chance that a positive answer scores above a negative one, ties counting half. Scores and targets
 * {@code [N, ..]}, a target being positive above 0.5. Exact, so it keeps every score; NaN unless
 * both answers occur, or if a score is NaN.
 */
public record RocAuc() implements Metric {
  @Override
  public MetricAccumulator start() {
    return new Pairs("roc_auc", (scores, targets, outputs) -> Curves.roc(scores, targets));
  }
}
