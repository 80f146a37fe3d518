package org.neurite.benchmarks.djl;

import ai.djl.engine.Engine;
import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** PyTorch, driven by DJL. */
public final class DjlSubject implements Subject {
  /** Made by name. */
  public DjlSubject() {}

  @Override
  public String version() {
    return "0.35.1 (PyTorch " + Engine.getInstance().getVersion() + ")";
  }

  @Override
  public String settings(int threads) {
    return "num_threads %d, num_interop_threads 1, batches prebuilt as NDArray".formatted(threads);
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    return switch (workload.kind()) {
      case TRAINING -> new TrainingTask(workload, samples);
      case THROUGHPUT, LATENCY -> new PredictionTask(workload, samples);
      case PRODUCT -> throw new UnsupportedWorkloadException("products are measured with OpenBLAS");
    };
  }
}
