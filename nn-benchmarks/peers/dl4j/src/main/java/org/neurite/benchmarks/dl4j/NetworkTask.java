package org.neurite.benchmarks.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Trains or predicts with a sequence of layers. */
final class NetworkTask implements StepwiseTask {
  private final Workload workload;
  private final MultiLayerNetwork network;
  private final List<DataSet> batches;
  private final List<float[]> arrays = new ArrayList<>();

  NetworkTask(Workload workload, Samples samples) throws UnsupportedWorkloadException {
    this.workload = workload;
    this.network = new MultiLayerNetwork(Configurations.sequence(workload));
    network.init();
    boolean training = workload.kind() == Workload.Kind.TRAINING;
    this.batches = training ? Batches.of(workload, samples) : List.of();
    for (int i = 0; i < samples.batches(); i++) {
      arrays.add(samples.inputs(i));
    }
  }

  @Override
  public void step(int batch) {
    if (workload.kind() == Workload.Kind.TRAINING) {
      network.fit(batches.get(batch));
    } else {
      network.output(Batches.input(workload, arrays.get(batch))).data().asFloat();
    }
  }

  @Override
  public double loss() {
    return workload.kind() == Workload.Kind.TRAINING ? network.score(batches.get(0)) : Double.NaN;
  }

  @Override
  public void close() {
    network.close();
  }
}
