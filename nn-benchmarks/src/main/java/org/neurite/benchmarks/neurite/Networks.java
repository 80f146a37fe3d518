package org.neurite.benchmarks.neurite;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Optimizer;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Learning;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Network.LeNet;
import org.neurite.benchmarks.workload.Network.LstmClassifier;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Network.ResidualBlock;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Identity;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.ActivationLayer;
import org.neurite.core.layer.BatchNorm;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.GlobalAvgPool;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.MaxPool2D;
import org.neurite.core.layer.Padding;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.Sequential;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.Sgd;

/** The workloads' networks of Neurite's layers. */
final class Networks {
  private Networks() {}

  static Model model(Neurite neurite, String name, Network network)
      throws UnsupportedWorkloadException {
    ModelBuilder builder =
        neurite
            .model(name)
            .input(network.inputShape().stream().mapToLong(Integer::longValue).toArray());
    layers(network).forEach(builder::layer);
    return builder.build();
  }

  private static List<Layer> layers(Network network) throws UnsupportedWorkloadException {
    if (network instanceof Mlp mlp) {
      return mlp(mlp.widths());
    }
    if (network instanceof LeNet) {
      return leNet();
    }
    if (network instanceof ResidualBlock) {
      return residualBlock();
    }
    if (network instanceof LstmClassifier) {
      return List.of(new Lstm(128, 1, false, false, true), new Dense(10));
    }
    throw new UnsupportedWorkloadException("no layers are known for " + network);
  }

  private static List<Layer> mlp(List<Integer> widths) {
    int last = widths.size() - 1;
    List<Layer> layers = new ArrayList<>();
    widths.subList(1, last).forEach(units -> layers.add(new Dense(units, new Relu())));
    layers.add(new Dense(widths.get(last)));
    return layers;
  }

  private static List<Layer> leNet() {
    return List.of(
        new Conv2D(20, 5, Padding.VALID, new Relu()),
        new MaxPool2D(2),
        new Conv2D(50, 5, Padding.VALID, new Relu()),
        new MaxPool2D(2),
        new Flatten(),
        new Dense(500, new Relu()),
        new Dense(10));
  }

  private static List<Layer> residualBlock() {
    Layer body =
        new Sequential(
            List.of(
                new Conv2D(32, 3, Padding.SAME, new Identity()),
                new BatchNorm(),
                new ActivationLayer(new Relu()),
                new Conv2D(32, 3, Padding.SAME, new Identity()),
                new BatchNorm()));
    return List.of(
        new Conv2D(32, 3, Padding.SAME, new Relu()),
        new Residual(body),
        new ActivationLayer(new Relu()),
        new GlobalAvgPool(),
        new Dense(10));
  }

  static Loss loss(Network network) {
    return network.isRegression() ? new MeanSquaredError() : new SoftmaxCrossEntropy();
  }

  static Optimizer optimizer(Learning learning) {
    return switch (learning) {
      case SGD -> new Sgd(learning.rate());
      case MOMENTUM -> new Sgd(learning.rate(), Learning.MOMENTUM_FACTOR);
      case ADAM -> new Adam(learning.rate());
    };
  }
}
