package org.neurite.benchmarks.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Learning;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Network.LeNet;
import org.neurite.benchmarks.workload.Network.LstmClassifier;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Workload;

/** The workloads' networks of Deeplearning4j's layers. */
final class Configurations {
  private static final int SEED = 42;

  private Configurations() {}

  static MultiLayerConfiguration sequence(Workload workload) throws UnsupportedWorkloadException {
    NeuralNetConfiguration.ListBuilder list = start(workload).list();
    layers(workload.network()).forEach(list::layer);
    return list.setInputType(inputType(workload.network())).build();
  }

  static ComputationGraphConfiguration residualBlock(Workload workload) {
    return start(workload)
        .graphBuilder()
        .addInputs("input")
        .setInputTypes(inputType(workload.network()))
        .addLayer("first", conv(32, 3, Activation.RELU), "input")
        .addLayer("conv1", conv(32, 3, Activation.IDENTITY), "first")
        .addLayer("norm1", norm(Activation.RELU), "conv1")
        .addLayer("conv2", conv(32, 3, Activation.IDENTITY), "norm1")
        .addLayer("norm2", norm(Activation.IDENTITY), "conv2")
        .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "norm2", "first")
        .addLayer("relu", new ActivationLayer(Activation.RELU), "sum")
        .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "relu")
        .addLayer("output", output(workload.network()), "mean")
        .setOutputs("output")
        .build();
  }

  private static NeuralNetConfiguration.Builder start(Workload workload) {
    return new NeuralNetConfiguration.Builder()
        .seed(SEED)
        .weightInit(WeightInit.RELU)
        .convolutionMode(ConvolutionMode.Truncate)
        .updater(updater(workload.learning()));
  }

  private static IUpdater updater(Learning learning) {
    return switch (learning) {
      case SGD -> new Sgd(learning.rate());
      case MOMENTUM -> new Nesterovs(learning.rate(), Learning.MOMENTUM_FACTOR);
      case ADAM -> new Adam(learning.rate());
    };
  }

  private static InputType inputType(Network network) {
    List<Integer> sizes = network.inputShape();
    return switch (sizes.size()) {
      case 3 -> InputType.convolutional(sizes.get(1), sizes.get(2), sizes.get(0));
      case 2 -> InputType.recurrent(sizes.get(1), sizes.get(0));
      default -> InputType.feedForward(sizes.get(0));
    };
  }

  private static List<Layer> layers(Network network) throws UnsupportedWorkloadException {
    if (network instanceof Mlp mlp) {
      List<Layer> layers = new ArrayList<>();
      mlp.widths().subList(1, mlp.widths().size() - 1).forEach(units -> layers.add(dense(units)));
      layers.add(output(network));
      return layers;
    }
    if (network instanceof LeNet) {
      return List.of(
          conv(20, 5, Activation.RELU),
          pool(),
          conv(50, 5, Activation.RELU),
          pool(),
          dense(500),
          output(network));
    }
    if (network instanceof LstmClassifier) {
      LSTM lstm = new LSTM.Builder().nOut(128).activation(Activation.TANH).build();
      return List.of(new LastTimeStep(lstm), output(network));
    }
    throw new UnsupportedWorkloadException("no layers are known for " + network);
  }

  private static DenseLayer dense(int units) {
    return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
  }

  private static ConvolutionLayer conv(int filters, int kernel, Activation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(filters)
        .convolutionMode(kernel == 3 ? ConvolutionMode.Same : ConvolutionMode.Truncate)
        .activation(activation)
        .build();
  }

  private static BatchNormalization norm(Activation activation) {
    return new BatchNormalization.Builder().activation(activation).build();
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
  }

  private static OutputLayer output(Network network) {
    return network.isRegression()
        ? new OutputLayer.Builder(LossFunction.MSE).nOut(1).activation(Activation.IDENTITY).build()
        : new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(network.outputs())
            .activation(Activation.SOFTMAX)
            .build();
  }
}
