package org.neurite.benchmarks.smile;

import java.util.ArrayList;
import java.util.List;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import smile.classification.MLP;

/** Trains or predicts classes. */
final class ClassificationTask implements StepwiseTask {
  private final Workload workload;
  private final MLP network;
  private final List<double[][]> inputs = new ArrayList<>();
  private final List<int[]> labels = new ArrayList<>();
  private final double[] probabilities;

  ClassificationTask(Workload workload, Mlp mlp, Samples samples) {
    this.workload = workload;
    this.network = new MLP(Layers.of(mlp));
    this.probabilities = new double[mlp.outputs()];
    Layers.configure(network, workload.learning());
    for (int i = 0; i < samples.batches(); i++) {
      inputs.add(Layers.rows(workload, samples, i));
      labels.add(samples.labels(i));
    }
  }

  @Override
  public void step(int batch) {
    if (workload.kind() == Workload.Kind.TRAINING) {
      network.update(inputs.get(batch), labels.get(batch));
      return;
    }
    for (double[] row : inputs.get(batch)) {
      network.predict(row, probabilities);
    }
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int row = 0; row < workload.batch(); row++) {
      network.predict(inputs.get(0)[row], probabilities);
      sum -= Math.log(Math.max(probabilities[labels.get(0)[row]], 1e-30));
    }
    return sum / workload.batch();
  }

  @Override
  public void close() {
    network.close();
  }
}
