package org.neurite.benchmarks.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** ONNX Runtime on the processor. */
public final class OnnxRuntimeSubject implements Subject {
  /** Made by name. */
  public OnnxRuntimeSubject() {}

  @Override
  public String version() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  @Override
  public String settings(int threads) {
    return "all optimizations, %d threads within an operation that spin, tensors reused for input and output"
        .formatted(threads);
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException, OrtException {
    return switch (workload.kind()) {
      case THROUGHPUT, LATENCY -> new PredictionTask(workload, samples, threads);
      case TRAINING, PRODUCT ->
          throw new UnsupportedWorkloadException("ONNX Runtime's Java library predicts only");
    };
  }
}
