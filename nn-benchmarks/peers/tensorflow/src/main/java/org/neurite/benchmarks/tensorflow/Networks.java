package org.neurite.benchmarks.tensorflow;

import java.util.List;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Network.LeNet;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Network.ResidualBlock;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** The workloads' networks of TensorFlow's operations. Images are {@code [N, H, W, C]}. */
final class Networks {
  private static final List<Long> STEP_1 = List.of(1L, 1L, 1L, 1L);
  private static final double HE = 2.0;

  private final Ops tf;

  Networks(Ops tf) {
    this.tf = tf;
  }

  Operand<TFloat32> logits(Network network, Operand<TFloat32> input)
      throws UnsupportedWorkloadException {
    if (network instanceof Mlp mlp) {
      return mlp(mlp, input);
    }
    if (network instanceof LeNet) {
      Operand<TFloat32> x = pool(tf.nn.relu(conv(input, 1, 20, 5, "VALID")));
      x = pool(tf.nn.relu(conv(x, 20, 50, 5, "VALID")));
      x = tf.nn.relu(dense(tf.reshape(x, tf.constant(new int[] {-1, 800})), 800, 500));
      return dense(x, 500, 10);
    }
    if (network instanceof ResidualBlock) {
      Operand<TFloat32> x = tf.nn.relu(conv(input, 3, 32, 3, "SAME"));
      Operand<TFloat32> y = tf.nn.relu(batchNorm(conv(x, 32, 32, 3, "SAME")));
      y = batchNorm(conv(y, 32, 32, 3, "SAME"));
      x = tf.nn.relu(tf.math.add(x, y));
      return dense(tf.math.mean(x, tf.constant(new int[] {1, 2})), 32, 10);
    }
    throw new UnsupportedWorkloadException("TensorFlow-Java has no LSTM layer");
  }

  /** Shape of a batch of inputs in TensorFlow's order. */
  static Shape inputShape(Network network, int batch) {
    List<Integer> sizes = network.inputShape();
    return sizes.size() == 3
        ? Shape.of(batch, sizes.get(1), sizes.get(2), sizes.get(0))
        : Shape.of(batch, network.inputs());
  }

  private Operand<TFloat32> mlp(Mlp mlp, Operand<TFloat32> input) {
    Operand<TFloat32> x = input;
    int last = mlp.widths().size() - 1;
    for (int i = 1; i <= last; i++) {
      x = dense(x, mlp.widths().get(i - 1), mlp.widths().get(i));
      x = i < last ? tf.nn.relu(x) : x;
    }
    return x;
  }

  private Operand<TFloat32> dense(Operand<TFloat32> x, int inputs, int units) {
    Operand<TFloat32> weight = weight(inputs, inputs, units);
    return tf.nn.biasAdd(tf.linalg.matMul(x, weight), zeros(units));
  }

  private Operand<TFloat32> conv(
      Operand<TFloat32> x, int channels, int filters, int kernel, String padding) {
    Operand<TFloat32> weight =
        weight(kernel * kernel * channels, kernel, kernel, channels, filters);
    return tf.nn.biasAdd(tf.nn.conv2d(x, weight, STEP_1, padding), zeros(filters));
  }

  private Operand<TFloat32> pool(Operand<TFloat32> x) {
    Operand<org.tensorflow.types.TInt32> window = tf.constant(new int[] {1, 2, 2, 1});
    return tf.nn.maxPool(x, window, window, "VALID");
  }

  private Operand<TFloat32> batchNorm(Operand<TFloat32> x) {
    Operand<TFloat32> scale = tf.variable(tf.fill(tf.constant(new int[] {32}), tf.constant(1f)));
    Operand<TFloat32> none = tf.constant(new float[0]);
    return tf.nn
        .fusedBatchNorm(x, scale, zeros(32), none, none, FusedBatchNorm.isTraining(true))
        .y();
  }

  private Operand<TFloat32> zeros(int count) {
    return tf.variable(tf.fill(tf.constant(new int[] {count}), tf.constant(0f)));
  }

  private Operand<TFloat32> weight(int fanIn, int... sizes) {
    Operand<TFloat32> normal = tf.random.truncatedNormal(tf.constant(sizes), TFloat32.class);
    return tf.variable(tf.math.mul(normal, tf.constant((float) Math.sqrt(HE / fanIn))));
  }
}
