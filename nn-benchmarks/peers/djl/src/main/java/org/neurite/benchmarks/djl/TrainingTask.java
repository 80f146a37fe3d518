package org.neurite.benchmarks.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.ArrayList;
import java.util.List;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Learning;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Training with DJL's own trainer. */
final class TrainingTask implements StepwiseTask {
  private final Model model;
  private final Trainer trainer;
  private final Loss loss;
  private final List<NDArray> inputs = new ArrayList<>();
  private final List<NDArray> targets = new ArrayList<>();

  TrainingTask(Workload workload, Samples samples) throws UnsupportedWorkloadException {
    Network network = workload.network();
    Shape shape = Networks.inputShape(network, workload.batch());
    loss = network.isRegression() ? Loss.l2Loss("L2Loss", 1) : Loss.softmaxCrossEntropyLoss();
    model = Model.newInstance(workload.id());
    model.setBlock(Networks.block(network));
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss).optOptimizer(optimizer(workload.learning())));
    trainer.initialize(shape);
    NDManager manager = trainer.getManager();
    for (int i = 0; i < samples.batches(); i++) {
      inputs.add(manager.create(samples.inputs(i), shape));
      targets.add(
          network.isRegression()
              ? manager.create(samples.targets(i), new Shape(workload.batch(), 1))
              : manager.create(samples.labels(i), new Shape(workload.batch())));
    }
  }

  private static Optimizer optimizer(Learning learning) {
    Tracker rate = Tracker.fixed((float) learning.rate());
    return switch (learning) {
      case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
      case MOMENTUM ->
          Optimizer.sgd()
              .setLearningRateTracker(rate)
              .optMomentum((float) Learning.MOMENTUM_FACTOR)
              .build();
      case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
    };
  }

  @Override
  public void step(int batch) {
    try (NDManager scope = trainer.getManager().newSubManager()) {
      NDArray x = inputs.get(batch);
      NDArray y = targets.get(batch);
      x.attach(scope);
      y.attach(scope);
      try (GradientCollector collector = trainer.newGradientCollector()) {
        NDArray value = loss.evaluate(new NDList(y), trainer.forward(new NDList(x), new NDList(y)));
        collector.backward(value);
      }
      trainer.step();
      x.attach(trainer.getManager());
      y.attach(trainer.getManager());
    }
  }

  @Override
  public double loss() {
    NDList prediction = trainer.evaluate(new NDList(inputs.get(0)));
    return loss.evaluate(new NDList(targets.get(0)), prediction).toFloatArray()[0];
  }

  @Override
  public void close() {
    trainer.close();
    model.close();
  }
}
