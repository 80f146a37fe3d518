package org.neurite.api.component;

import org.neurite.api.API;

/** How the losses of a batch become the one number that training makes small. */
@API(API.Status.STABLE)
public enum LossReduction {
  /** Their weighted mean: a step is as large for a small batch as for a large one. */
  MEAN,
  /** Their sum: gradients grow with the batch. Evaluation gives the sum over all samples. */
  SUM,
  /**
   * They stay apart: each sample pushes with its own gradient, undivided, as for the sum; what is
   * reported is their mean.
   */
  NONE
}
