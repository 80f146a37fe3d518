package org.neurite.benchmarks.smile;

import java.util.ArrayList;
import java.util.List;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import smile.regression.MLP;

/** Trains a number. */
final class RegressionTask implements StepwiseTask {
  private final Workload workload;
  private final MLP network;
  private final List<double[][]> inputs = new ArrayList<>();
  private final List<double[]> targets = new ArrayList<>();

  RegressionTask(Workload workload, Mlp mlp, Samples samples) {
    this.workload = workload;
    this.network = new MLP(Layers.of(mlp));
    Layers.configure(network, workload.learning());
    for (int i = 0; i < samples.batches(); i++) {
      inputs.add(Layers.rows(workload, samples, i));
      float[] values = samples.targets(i);
      double[] wide = new double[values.length];
      for (int row = 0; row < wide.length; row++) {
        wide[row] = values[row];
      }
      targets.add(wide);
    }
  }

  @Override
  public void step(int batch) {
    network.update(inputs.get(batch), targets.get(batch));
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int row = 0; row < workload.batch(); row++) {
      double error = network.predict(inputs.get(0)[row]) - targets.get(0)[row];
      sum += error * error;
    }
    return sum / workload.batch();
  }

  @Override
  public void close() {
    network.close();
  }
}
