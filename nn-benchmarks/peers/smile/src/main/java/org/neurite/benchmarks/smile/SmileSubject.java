package org.neurite.benchmarks.smile;

import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Smile's multilayer perceptrons, in double precision. */
public final class SmileSubject implements Subject {
  /** Made by name. */
  public SmileSubject() {}

  @Override
  public String version() {
    return "6.2.5";
  }

  @Override
  public String settings(int threads) {
    return "double precision, 1 thread (it has no more), RMSProp in place of Adam (which it has not)";
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    if (!(workload.network() instanceof Mlp mlp)) {
      throw new UnsupportedWorkloadException("Smile has dense layers only");
    }
    return mlp.isRegression()
        ? new RegressionTask(workload, mlp, samples)
        : new ClassificationTask(workload, mlp, samples);
  }
}
