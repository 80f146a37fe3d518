package org.neurite.core.train;

import java.util.Map;
import java.util.Optional;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.TrainingException;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.compile.Compiler;
import org.neurite.core.compile.Pass;
import org.neurite.core.model.Model;

/** Finds out where a loss stopped being finite. */
final class Diagnosis {
  private Diagnosis() {}

  /**
   * The error to throw: the batch, the weights and then, operation by operation, the step are
   * looked at.
   */
  static TrainingException of(
      Backend backend,
      Model model,
      TrainingGraph training,
      Map<String, DeviceBuffer> variables,
      Batch batch,
      int n,
      long step,
      long seed) {
    Optional<TrainingException> data =
        nonFinite("inputs", batch.inputs(), batch, n, step)
            .or(() -> nonFinite("targets", batch.targets(), batch, n, step))
            .or(() -> nonFinite("weights", batch.weights(), batch, n, step));
    if (data.isPresent()) {
      return data.get();
    }
    Problem problem =
        Problem.of(ErrorCode.NON_FINITE_LOSS)
            .at(
                model.name()
                    + ", step "
                    + step
                    + where(backend, training, variables, batch, n, step, seed))
            .expected("a finite loss")
            .found("NaN or infinity")
            .mend("lower the learning rate, clip gradients, or standardise the inputs and targets");
    return new TrainingException(problem);
  }

  private static Optional<TrainingException> nonFinite(
      String what, float[] values, Batch batch, int n, long step) {
    int width = values.length / batch.capacity();
    for (int i = 0; i < n * width; i++) {
      if (!Float.isFinite(values[i])) {
        return Optional.of(
            new TrainingException(
                Problem.of(ErrorCode.NON_FINITE_DATA)
                    .at(
                        "step %d, sample %d of the batch, element %d"
                            .formatted(step, i / width, i % width))
                    .expected("finite " + what)
                    .found(Float.toString(values[i]))
                    .mend("remove or impute such values before training")));
      }
    }
    return Optional.empty();
  }

  private static String where(
      Backend backend,
      TrainingGraph training,
      Map<String, DeviceBuffer> variables,
      Batch batch,
      int n,
      long step,
      long seed) {
    for (Map.Entry<String, DeviceBuffer> entry : variables.entrySet()) {
      float[] values = new float[Math.toIntExact(entry.getValue().elements())];
      entry.getValue().read(0, values, 0, values.length);
      for (float value : values) {
        if (!Float.isFinite(value)) {
          return ", weight " + entry.getKey() + " (since the step before)";
        }
      }
    }
    Graph forward =
        new Graph(training.graph().inputs(), training.graph().outputs(), java.util.List.of());
    Program program = Compiler.compile("diagnosis", forward, backend, Pass.none());
    try (Session session = backend.prepare(program).open(n, seed, variables)) {
      boolean weighted = program.inputs().containsKey(TrainingGraph.WEIGHT);
      new BatchFeed(session, weighted).write(batch, n);
      Optional<Integer> first = session.firstNonFinite(n, step);
      return first.map(i -> describe(program.instructions().get(i))).orElse("");
    }
  }

  private static String describe(Instruction instruction) {
    return ", layer " + instruction.path() + ", operation " + instruction.op().name();
  }

  /** The last update is not followed by a step whose loss would show that it went wrong. */
  static void requireFinite(Model model, Map<String, NDArray> weights, long step) {
    weights.forEach(
        (name, array) -> {
          for (float value : array.toFloats()) {
            if (!Float.isFinite(value)) {
              throw new TrainingException(
                  Problem.of(ErrorCode.NON_FINITE_LOSS)
                      .at(model.name() + ", weight " + name + " after step " + step)
                      .expected("finite weights")
                      .found(Float.toString(value))
                      .mend("lower the learning rate, or clip gradients"));
            }
          }
        });
  }
}
