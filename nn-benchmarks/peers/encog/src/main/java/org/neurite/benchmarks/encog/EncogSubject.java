package org.neurite.benchmarks.encog;

import org.encog.Encog;
import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Encog, in double precision and on one thread, as it trains batches. */
public final class EncogSubject implements Subject {
  /** Made by name. */
  public EncogSubject() {}

  @Override
  public String version() {
    return Encog.VERSION;
  }

  @Override
  public String settings(int threads) {
    return "double precision, 1 thread (its batch training has no more), pairs prebuilt";
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    if (!(workload.network() instanceof Mlp mlp)) {
      throw new UnsupportedWorkloadException("Encog has dense layers only");
    }
    return new NetworkTask(workload, mlp, samples);
  }
}
