package org.neurite.benchmarks.neurite;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.benchmarks.subject.Meter;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.neurite.core.Neurite;
import org.neurite.core.model.Model;
import org.neurite.core.train.ArrayDataset;
import org.neurite.core.train.Trainer;

/** A training that its listener ends. */
final class TrainingTask implements Task {
  /**
   * Thrown by the listener when enough was measured: a trainer is told how long to train before.
   */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough measured", null, false, false);
    }
  }

  /** Share of the newest step in the mean of losses. */
  private static final double NEWEST = 0.1;

  private final Neurite neurite;
  private final Trainer trainer;
  private final ArrayDataset data;
  private double loss = Double.NaN;

  TrainingTask(Neurite neurite, Model model, Workload workload, Samples samples) {
    this.neurite = neurite;
    this.data = dataset(workload, samples);
    this.trainer =
        neurite
            .trainer(model)
            .loss(Networks.loss(workload.network()))
            .optimizer(Networks.optimizer(workload.learning()))
            .batchSize(workload.batch())
            .epochs(Integer.MAX_VALUE);
  }

  private static ArrayDataset dataset(Workload workload, Samples samples) {
    Network network = workload.network();
    int rows = workload.batch() * samples.batches();
    float[] inputs = new float[rows * network.inputs()];
    float[] targets = new float[rows];
    int[] labels = new int[rows];
    IntStream.range(0, samples.batches())
        .forEach(
            batch -> {
              int first = batch * workload.batch();
              float[] part = samples.inputs(batch);
              System.arraycopy(part, 0, inputs, first * network.inputs(), part.length);
              System.arraycopy(samples.labels(batch), 0, labels, first, workload.batch());
              if (network.isRegression()) {
                System.arraycopy(samples.targets(batch), 0, targets, first, workload.batch());
              }
            });
    long[] sizes =
        LongStream.concat(
                LongStream.of(rows), network.inputShape().stream().mapToLong(Integer::longValue))
            .toArray();
    return new ArrayDataset(
        NDArray.of(inputs, sizes),
        network.isRegression() ? NDArray.of(targets, rows, 1) : NDArray.of(labels, rows));
  }

  @Override
  public void run(int batches, Meter meter) {
    StepListener listener =
        (epoch, step, samples, stepLoss) -> {
          loss = Double.isNaN(loss) ? stepLoss : loss + NEWEST * (stepLoss - loss);
          if (!meter.tick()) {
            throw new Enough();
          }
        };
    try {
      trainer.listener(listener).fit(data);
    } catch (Enough e) {
      return;
    }
    throw new IllegalStateException("The training ended before enough was measured");
  }

  @Override
  public double loss() {
    return loss;
  }

  @Override
  public void close() {
    neurite.close();
  }
}
