package org.neurite.benchmarks.openblas;

import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network.Product;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** OpenBLAS: nothing but products of matrices. */
public final class OpenBlasSubject implements Subject {
  /** Made by name. */
  public OpenBlasSubject() {}

  @Override
  public String version() {
    return "0.3.31";
  }

  @Override
  public String settings(int threads) {
    return "cblas_sgemm on native memory, OPENBLAS_NUM_THREADS=" + threads;
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    if (workload.network() instanceof Product product) {
      return new ProductTask(product);
    }
    throw new UnsupportedWorkloadException("OpenBLAS multiplies matrices only");
  }
}
