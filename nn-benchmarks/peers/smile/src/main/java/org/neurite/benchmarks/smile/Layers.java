package org.neurite.benchmarks.smile;

import java.util.ArrayList;
import java.util.List;
import org.neurite.benchmarks.workload.Learning;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import smile.math.MathEx;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.MultilayerPerceptron;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/** What classification and regression have in common. */
final class Layers {
  private static final double RMS_DECAY = 0.9;
  private static final double RMS_EPSILON = 1e-6;

  private Layers() {}

  static LayerBuilder[] of(Mlp mlp) {
    MathEx.setSeed(42);
    int last = mlp.widths().size() - 1;
    List<LayerBuilder> layers = new ArrayList<>();
    layers.add(Layer.input(mlp.widths().get(0)));
    mlp.widths().subList(1, last).forEach(units -> layers.add(Layer.rectifier(units)));
    layers.add(
        mlp.isRegression()
            ? Layer.mse(1, OutputFunction.LINEAR)
            : Layer.mle(mlp.outputs(), OutputFunction.SOFTMAX));
    return layers.toArray(LayerBuilder[]::new);
  }

  static void configure(MultilayerPerceptron network, Learning learning) {
    network.setLearningRate(TimeFunction.constant(learning.rate()));
    switch (learning) {
      case SGD -> {}
      case MOMENTUM -> network.setMomentum(TimeFunction.constant(Learning.MOMENTUM_FACTOR));
      case ADAM -> network.setRMSProp(RMS_DECAY, RMS_EPSILON);
    }
  }

  /** A batch's rows. */
  static double[][] rows(Workload workload, Samples samples, int batch) {
    int width = workload.network().inputs();
    float[] values = samples.inputs(batch);
    double[][] rows = new double[workload.batch()][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }
}
