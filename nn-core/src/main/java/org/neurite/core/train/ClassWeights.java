package org.neurite.core.train;

import java.util.List;

/** Weights of classes as weights of samples. */
final class ClassWeights {
  private ClassWeights() {}

  /**
   * Multiplies them in, where there are any.
   *
   * @param weights one per class; empty for none
   * @param weighted whether samples have weights of their own
   * @param before what is done first: labels beyond the last class end there
   * @return what is done to each batch
   */
  static Prefetcher.Preparation apply(
      List<Float> weights, boolean weighted, Prefetcher.Preparation before) {
    if (weights.isEmpty()) {
      return before;
    }
    return (batch, count) -> {
      before.prepare(batch, count);
      for (int i = 0; i < count; i++) {
        float own = weighted ? batch.weights()[i] : 1;
        batch.weights()[i] = own * weights.get(batch.labels()[i]);
      }
    };
  }
}
