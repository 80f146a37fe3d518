package org.neurite.benchmarks.dl4j;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Trains a graph of layers. */
final class GraphTask implements StepwiseTask {
  private final ComputationGraph network;
  private final List<DataSet> batches;

  GraphTask(Workload workload, Samples samples) {
    this.network = new ComputationGraph(Configurations.residualBlock(workload));
    network.init();
    this.batches = Batches.of(workload, samples);
  }

  @Override
  public void step(int batch) {
    network.fit(batches.get(batch));
  }

  @Override
  public double loss() {
    return network.score(batches.get(0));
  }

  @Override
  public void close() {
    network.close();
  }
}
