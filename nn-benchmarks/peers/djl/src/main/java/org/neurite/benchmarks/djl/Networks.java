package org.neurite.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import java.util.List;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Network.LeNet;
import org.neurite.benchmarks.workload.Network.LstmClassifier;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Network.ResidualBlock;

/** The workloads' networks of DJL's blocks. */
final class Networks {
  private static final Shape STEP_2 = new Shape(2, 2);

  private Networks() {}

  static Block block(Network network) throws UnsupportedWorkloadException {
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
      return new SequentialBlock()
          .add(
              LSTM.builder()
                  .setStateSize(128)
                  .setNumLayers(1)
                  .optBatchFirst(true)
                  .optReturnState(false)
                  .build())
          .add(new LambdaBlock(list -> new NDList(list.head().get(":, -1"))))
          .add(dense(10));
    }
    throw new UnsupportedWorkloadException("no blocks are known for " + network);
  }

  static Shape inputShape(Network network, int batch) {
    long[] sizes = new long[network.inputShape().size() + 1];
    sizes[0] = batch;
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] = network.inputShape().get(i - 1);
    }
    return new Shape(sizes);
  }

  private static Block mlp(List<Integer> widths) {
    SequentialBlock block = new SequentialBlock();
    int last = widths.size() - 1;
    widths.subList(1, last).forEach(units -> block.add(dense(units)).add(Activation::relu));
    return block.add(dense(widths.get(last)));
  }

  private static Block leNet() {
    return new SequentialBlock()
        .add(conv(20, 5, 0))
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(STEP_2, STEP_2))
        .add(conv(50, 5, 0))
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(STEP_2, STEP_2))
        .add(Blocks.batchFlattenBlock())
        .add(dense(500))
        .add(Activation::relu)
        .add(dense(10));
  }

  private static Block residualBlock() {
    SequentialBlock body =
        new SequentialBlock()
            .add(conv(32, 3, 1))
            .add(BatchNorm.builder().build())
            .add(Activation::relu)
            .add(conv(32, 3, 1))
            .add(BatchNorm.builder().build());
    return new SequentialBlock()
        .add(conv(32, 3, 1))
        .add(Activation::relu)
        .add(
            new ParallelBlock(
                results -> {
                  NDArray sum = results.get(0).head().add(results.get(1).head());
                  return new NDList(Activation.relu(sum));
                },
                List.of(body, Blocks.identityBlock())))
        .add(Pool.globalAvgPool2dBlock())
        .add(dense(10));
  }

  private static Block dense(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block conv(int filters, int kernel, int padding) {
    return Conv2d.builder()
        .setFilters(filters)
        .setKernelShape(new Shape(kernel, kernel))
        .optPadding(new Shape(padding, padding))
        .build();
  }
}
