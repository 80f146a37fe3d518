package org.neurite.benchmarks.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Learning;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.framework.optimizers.GradientDescent;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** Trains or predicts with one graph. */
final class GraphTask implements StepwiseTask {
  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> input;
  private final Placeholder<TFloat32> target;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> loss;
  private final Optional<Op> train;
  private final Shape inputShape;
  private final List<TFloat32> inputs = new ArrayList<>();
  private final List<TFloat32> targets = new ArrayList<>();
  private final List<float[]> arrays = new ArrayList<>();
  private final float[] outputs;

  GraphTask(Workload workload, Samples samples, int threads) throws UnsupportedWorkloadException {
    Network network = workload.network();
    Ops tf = Ops.create(graph);
    int batch = workload.batch();
    inputShape = Networks.inputShape(network, batch);
    Shape targetShape = Shape.of(batch, network.outputs());
    outputs = new float[batch * network.outputs()];
    input = tf.placeholder(TFloat32.class, Placeholder.shape(inputShape));
    target = tf.placeholder(TFloat32.class, Placeholder.shape(targetShape));
    logits = new Networks(tf).logits(network, input);
    loss = loss(tf, network);
    boolean training = workload.kind() == Workload.Kind.TRAINING;
    train =
        training ? Optional.of(optimizer(workload.learning()).minimize(loss)) : Optional.empty();
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build());
    session.initialize();
    for (int i = 0; i < samples.batches(); i++) {
      float[] values = channelsLast(network, samples.inputs(i));
      arrays.add(values);
      inputs.add(TFloat32.tensorOf(inputShape, DataBuffers.of(values)));
      targets.add(TFloat32.tensorOf(targetShape, DataBuffers.of(samples.targets(i))));
    }
  }

  private Operand<TFloat32> loss(Ops tf, Network network) {
    Operand<TFloat32> each =
        network.isRegression()
            ? tf.math.squaredDifference(logits, target)
            : tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss();
    return tf.math.mean(
        each, tf.constant(network.isRegression() ? new int[] {0, 1} : new int[] {0}));
  }

  private Optimizer optimizer(Learning learning) {
    float rate = (float) learning.rate();
    return switch (learning) {
      case SGD -> new GradientDescent(graph, rate);
      case MOMENTUM -> new Momentum(graph, rate, (float) Learning.MOMENTUM_FACTOR);
      case ADAM -> new Adam(graph, rate, 0.9f, 0.999f, 1e-8f);
    };
  }

  private static float[] channelsLast(Network network, float[] values) {
    List<Integer> sizes = network.inputShape();
    if (sizes.size() != 3 || sizes.get(0) == 1) {
      return values;
    }
    int channels = sizes.get(0);
    int cells = sizes.get(1) * sizes.get(2);
    float[] moved = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = i / (channels * cells);
      int channel = i / cells % channels;
      moved[(row * cells + i % cells) * channels + channel] = values[i];
    }
    return moved;
  }

  @Override
  public void step(int batch) {
    if (train.isPresent()) {
      session
          .runner()
          .feed(input, inputs.get(batch))
          .feed(target, targets.get(batch))
          .addTarget(train.get())
          .run()
          .close();
      return;
    }
    try (TFloat32 x = TFloat32.tensorOf(inputShape, DataBuffers.of(arrays.get(batch)));
        Result result = session.runner().feed(input, x).fetch(logits).run()) {
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(outputs));
    }
  }

  @Override
  public double loss() {
    if (train.isEmpty()) {
      return Double.NaN;
    }
    try (Result result =
        session
            .runner()
            .feed(input, inputs.get(0))
            .feed(target, targets.get(0))
            .fetch(loss)
            .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  @Override
  public void close() {
    inputs.forEach(TFloat32::close);
    targets.forEach(TFloat32::close);
    session.close();
    graph.close();
  }
}
