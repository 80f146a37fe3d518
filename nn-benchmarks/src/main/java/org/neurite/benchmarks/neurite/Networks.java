package org.neurite.benchmarks.neurite;

import java.util.List;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Optimizer;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Learning;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
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
    if (network instanceof Mlp mlp) {
      return mlp(builder, mlp.widths());
    }
    throw new UnsupportedWorkloadException("Neurite has no layers for this network");
  }

  private static Model mlp(ModelBuilder builder, List<Integer> widths) {
    int last = widths.size() - 1;
    for (int units : widths.subList(1, last)) {
      builder.layer(new Dense(units, new Relu()));
    }
    return builder.layer(new Dense(widths.get(last))).build();
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
