package org.neurite.benchmarks.subnormal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.benchmarks.neurite.NeuriteSubject;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.neurite.core.Neurite;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.train.ArrayDataset;

/**
 * A training step whose gradients can be made small without another program: the gradient of
 * softmax cross-entropy, {@code softmax(x) sum(t) - t}, is proportional to the targets t.
 */
final class ScaledTraining implements AutoCloseable {
  /** So that both moments are subnormal after some hundred steps without gradients. */
  private static final double BETA = 0.9;

  private static final double RATE = 1e-3;
  private static final long SEED = 42;
  private static final String OPTIMIZER_SLOTS = "optimizer/";

  private final int batch;
  private final Samples samples;
  private final Map<String, NDArray> initial;
  private final Map<String, DeviceBuffer> variables = new LinkedHashMap<>();
  private final Session session;
  private final float[] stepNumber = new float[1];
  private int steps;

  ScaledTraining(Neurite neurite, Workload workload) throws UnsupportedWorkloadException {
    Model model = NeuriteSubject.model(neurite, workload);
    this.batch = workload.batch();
    this.samples = new Samples(workload);
    this.initial = model.initialWeights(SEED);
    Program program =
        neurite
            .trainer(model)
            .loss(new SoftmaxCrossEntropy())
            .optimizer(new Adam(RATE, BETA, BETA, 1e-8, 0, false))
            .batchSize(batch)
            .program(
                new ArrayDataset(
                    NDArray.of(samples.inputs(0), batch, workload.network().inputs()),
                    NDArray.of(samples.targets(0), batch, workload.network().outputs())));
    program
        .variables()
        .forEach(
            (name, slot) ->
                variables.put(name, neurite.backend().allocate(slot.dataType(), slot.elements(1))));
    this.session = neurite.backend().prepare(program).open(batch, SEED, variables);
    session.input("learning_rate").write(new float[] {(float) RATE}, 0, 0, 1);
    restart();
  }

  /** Initial weights, and moments of zero. */
  void restart() {
    variables.forEach(
        (name, buffer) -> {
          int count = Math.toIntExact(buffer.elements());
          float[] values =
              initial.containsKey(name) ? initial.get(name).toFloats() : new float[count];
          buffer.write(values, 0, 0, count);
        });
    steps = 0;
  }

  /**
   * Runs steps.
   *
   * @param phase how large their gradients are
   * @param count how many
   * @return nanoseconds of each, without the writing of its batch
   */
  double[] run(Phase phase, int count) {
    double[] nanos = new double[count];
    for (int i = 0; i < count; i++) {
      write(phase);
      long start = System.nanoTime();
      boolean finite = session.run(batch, steps);
      nanos[i] = System.nanoTime() - start;
      if (!finite) {
        throw new IllegalStateException("The loss is not finite after " + steps + " steps");
      }
    }
    return nanos;
  }

  private void write(Phase phase) {
    int chosen = steps % samples.batches();
    float[] inputs = samples.inputs(chosen);
    float[] targets = samples.targets(chosen);
    for (int i = 0; i < targets.length; i++) {
      targets[i] *= phase.scale();
    }
    session.input(Model.INPUT).write(inputs, 0, 0, inputs.length);
    session.input("target").write(targets, 0, 0, targets.length);
    steps++;
    stepNumber[0] = steps;
    session.input("step").write(stepNumber, 0, 0, 1);
  }

  /**
   * How much of the moments is subnormal.
   *
   * @return from 0 to 1
   */
  double subnormalShare() {
    long subnormal = 0;
    long all = 0;
    for (Map.Entry<String, DeviceBuffer> variable : variables.entrySet()) {
      if (variable.getKey().startsWith(OPTIMIZER_SLOTS)) {
        float[] values = new float[Math.toIntExact(variable.getValue().elements())];
        variable.getValue().read(0, values, 0, values.length);
        all += values.length;
        for (float value : values) {
          subnormal += value != 0 && Math.abs(value) < Float.MIN_NORMAL ? 1 : 0;
        }
      }
    }
    return (double) subnormal / all;
  }

  @Override
  public void close() {
    session.close();
    variables.values().forEach(DeviceBuffer::close);
  }
}
