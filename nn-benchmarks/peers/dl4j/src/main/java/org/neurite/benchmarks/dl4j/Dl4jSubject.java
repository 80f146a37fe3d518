package org.neurite.benchmarks.dl4j;

import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network.ResidualBlock;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Deeplearning4j on ND4J's native backend. */
public final class Dl4jSubject implements Subject {
  /** Made by name. */
  public Dl4jSubject() {}

  @Override
  public String version() {
    return "1.0.0-M2.1";
  }

  @Override
  public String settings(int threads) {
    return "onednn-avx512, OMP_WAIT_POLICY=passive, OMP_NUM_THREADS=%d, batches prebuilt as DataSet"
        .formatted(threads);
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    if (workload.kind() == Workload.Kind.PRODUCT) {
      throw new UnsupportedWorkloadException("products are measured with OpenBLAS");
    }
    return workload.network() instanceof ResidualBlock
        ? new GraphTask(workload, samples)
        : new NetworkTask(workload, samples);
  }
}
