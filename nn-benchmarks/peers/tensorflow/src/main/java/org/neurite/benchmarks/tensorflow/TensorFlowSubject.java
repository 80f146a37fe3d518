package org.neurite.benchmarks.tensorflow;

import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.tensorflow.TensorFlow;

/** TensorFlow in graph mode, the fastest that TensorFlow-Java has. */
public final class TensorFlowSubject implements Subject {
  /** Made by name. */
  public TensorFlowSubject() {}

  @Override
  public String version() {
    return "1.1.0 (TensorFlow " + TensorFlow.version() + ")";
  }

  @Override
  public String settings(int threads) {
    return "graph mode, %d threads within an operation, 1 between, batches prebuilt as tensors"
        .formatted(threads);
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    return switch (workload.kind()) {
      case TRAINING, THROUGHPUT, LATENCY -> new GraphTask(workload, samples, threads);
      case PRODUCT -> throw new UnsupportedWorkloadException("products are measured with OpenBLAS");
    };
  }
}
