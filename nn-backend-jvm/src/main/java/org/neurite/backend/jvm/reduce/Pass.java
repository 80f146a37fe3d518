package org.neurite.backend.jvm.reduce;

import org.neurite.api.backend.Kernel;
import org.neurite.api.tensor.Dim;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Reduces the middle of three dimensions {@code [outer, length, inner]}.
 *
 * @param outer kept dimensions before
 * @param length the reduced dimension
 * @param inner kept dimensions after
 */
record Pass(Dim outer, Dim length, Dim inner) {

  /** Number of results. */
  Dim results() {
    return outer.times(inner);
  }

  Kernel bind(Combiner combiner, Blocks source, int cost, float[] target, Team team, int most) {
    return inner.isOne()
        ? new RunPass(this, combiner, source, cost, target, team, most)
        : new RowPass(this, combiner, source, cost, target, team, most);
  }
}
