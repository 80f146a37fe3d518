package org.neurite.benchmarks.encog;

import java.util.ArrayList;
import java.util.List;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationLinear;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.ml.data.MLDataPair;
import org.encog.ml.data.basic.BasicMLData;
import org.encog.ml.data.basic.BasicMLDataPair;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
import org.encog.neural.networks.training.propagation.sgd.update.AdamUpdate;
import org.encog.neural.networks.training.propagation.sgd.update.MomentumUpdate;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Learning;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Trains or predicts with one network. */
final class NetworkTask implements StepwiseTask {
  private static final int SEED = 42;

  private final Workload workload;
  private final BasicNetwork network = new BasicNetwork();
  private final List<List<MLDataPair>> batches = new ArrayList<>();
  private final StochasticGradientDescent training;
  private final double[] answer;

  NetworkTask(Workload workload, Mlp mlp, Samples samples) {
    this.workload = workload;
    this.answer = new double[mlp.outputs()];
    int last = mlp.widths().size() - 1;
    for (int i = 0; i <= last; i++) {
      network.addLayer(new BasicLayer(activation(i, last, mlp), i < last, mlp.widths().get(i)));
    }
    network.getStructure().finalizeStructure();
    network.reset(SEED);
    for (int i = 0; i < samples.batches(); i++) {
      batches.add(pairs(samples, i));
    }
    training = new StochasticGradientDescent(network, new BasicMLDataSet(batches.get(0)));
    training.setBatchSize(workload.batch());
    training.setUpdateRule(
        workload.learning() == Learning.ADAM ? new AdamUpdate() : new MomentumUpdate());
    // A step takes the sum of a batch's gradients; Adam does not mind.
    boolean scaled = workload.learning() != Learning.ADAM;
    training.setLearningRate(workload.learning().rate() / (scaled ? workload.batch() : 1));
    training.setMomentum(workload.learning() == Learning.MOMENTUM ? Learning.MOMENTUM_FACTOR : 0);
  }

  private static ActivationFunction activation(int layer, int last, Mlp mlp) {
    if (layer == 0) {
      return new ActivationLinear();
    }
    if (layer < last) {
      return new ActivationReLU();
    }
    return mlp.isRegression() ? new ActivationLinear() : new ActivationSoftMax();
  }

  private List<MLDataPair> pairs(Samples samples, int batch) {
    int inputs = workload.network().inputs();
    int outputs = workload.network().outputs();
    float[] x = samples.inputs(batch);
    float[] y = samples.targets(batch);
    List<MLDataPair> pairs = new ArrayList<>();
    for (int row = 0; row < workload.batch(); row++) {
      pairs.add(
          new BasicMLDataPair(
              new BasicMLData(doubles(x, row * inputs, inputs)),
              new BasicMLData(doubles(y, row * outputs, outputs))));
    }
    return pairs;
  }

  private static double[] doubles(float[] values, int from, int count) {
    double[] copy = new double[count];
    for (int i = 0; i < count; i++) {
      copy[i] = values[from + i];
    }
    return copy;
  }

  @Override
  public void step(int batch) {
    if (workload.kind() == Workload.Kind.TRAINING) {
      batches.get(batch).forEach(training::process);
      training.update();
      return;
    }
    for (MLDataPair pair : batches.get(batch)) {
      network.compute(pair.getInputArray(), answer);
    }
  }

  @Override
  public double loss() {
    double sum = 0;
    for (MLDataPair pair : batches.get(0)) {
      network.compute(pair.getInputArray(), answer);
      double[] target = pair.getIdealArray();
      for (int i = 0; i < answer.length; i++) {
        double error = answer[i] - target[i];
        boolean regression = workload.network().isRegression();
        sum += regression ? error * error : -target[i] * Math.log(Math.max(answer[i], 1e-30));
      }
    }
    return sum / workload.batch();
  }

  @Override
  public void close() {
    training.finishTraining();
  }
}
