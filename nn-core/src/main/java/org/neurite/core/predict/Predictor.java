package org.neurite.core.predict;

import java.util.Map;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.Executable;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.compile.Compiler;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.Model;

/**
 * Predicts with fixed weights. Thread-safe: any number of threads may call it at once; none waits
 * for another as long as no more are at work than the bound on sessions. Close it to free memory;
 * predictions under way are finished first.
 */
public final class Predictor implements AutoCloseable {
  /** Rows that a session takes at a time: as many as fit into some memory, within bounds. */
  private static final int LEAST_CAPACITY = 64;

  private static final int MOST_CAPACITY = 256;
  private static final long SESSION_BYTES = 4 << 20;

  private final Model model;
  private final Program program;
  private final SessionPool pool;
  private final int capacity;
  private final int inputSize;
  private final int outputSize;

  /**
   * A predictor with up to four sessions per processor.
   *
   * @param backend computes
   * @param model the network
   * @param weights its variables by name
   * @throws ModelException if the weights do not fit
   */
  public Predictor(Backend backend, Model model, Map<String, NDArray> weights) {
    this(backend, model, weights, 4 * Runtime.getRuntime().availableProcessors());
  }

  /**
   * A predictor.
   *
   * @param backend computes
   * @param model the network
   * @param weights its variables by name
   * @param maxSessions how many callers are served at the same time; further ones wait
   * @throws ModelException if the weights do not fit
   */
  public Predictor(Backend backend, Model model, Map<String, NDArray> weights, int maxSessions) {
    model.requireFits(weights);
    this.model = model;
    this.inputSize = Math.toIntExact(model.inputType().shape().elements(1));
    this.outputSize = Math.toIntExact(model.outputType().shape().elements(1));
    Executable executable =
        backend.prepare(
            Compiler.compile(model.name() + "/predict", model.predictionGraph(), backend));
    this.program = executable.program();
    this.capacity = program.bytes(MOST_CAPACITY) <= SESSION_BYTES ? MOST_CAPACITY : LEAST_CAPACITY;
    SessionPool.requireBound(maxSessions);
    DeviceVariables variables = new DeviceVariables(backend, model.variables(), weights, 0);
    variables.freeze();
    this.pool =
        new SessionPool(
            maxSessions, () -> executable.open(capacity, 0, variables.buffers()), variables::close);
  }

  /**
   * Predicts one sample.
   *
   * @param sample its input, row-major
   * @return the output, row-major
   * @throws ModelException if the input has the wrong length
   */
  public float[] predict(float... sample) {
    float[] output = new float[outputSize];
    predict(sample, 1, output);
    return output;
  }

  /**
   * Predicts a number of samples without allocating.
   *
   * @param samples inputs one after the other, row-major
   * @param count how many samples
   * @param outputs receives the outputs one after the other
   * @throws ModelException if an array has the wrong length
   */
  public void predict(float[] samples, int count, float[] outputs) {
    if (samples.length != count * inputSize) {
      throw misfit("input", samples.length, count * inputSize, "of shape " + model.sampleShape());
    }
    if (outputs.length != count * outputSize) {
      throw misfit("output", outputs.length, count * outputSize, "for " + model.outputType());
    }
    SessionPool.Lease lease = pool.take();
    try {
      for (int done = 0; done < count; done += capacity) {
        int n = Math.min(capacity, count - done);
        lease.input().write(samples, done * inputSize, 0, n * inputSize);
        lease.session().run(n, 0);
        lease.output().read(0, outputs, done * outputSize, n * outputSize);
      }
    } finally {
      pool.giveBack(lease);
    }
  }

  private ModelException misfit(String what, int found, int expected, String shape) {
    return new ModelException(
        Problem.of(ErrorCode.INPUT_MISMATCH)
            .at(model.name() + ", " + what + " of predict")
            .expected(expected + " values " + shape)
            .found(found + " values")
            .mend("pass the samples one after the other, row-major"));
  }

  /**
   * Predicts a batch.
   *
   * @param samples {@code [n, ..]}
   * @return outputs {@code [n, ..]}
   * @throws ModelException if the samples have the wrong shape
   */
  public NDArray predict(NDArray samples) {
    Shape shape = samples.shape();
    if (shape.rank() == 0 || !shape.without(0).equals(model.sampleShape())) {
      throw new ModelException(
          Problem.of(ErrorCode.INPUT_MISMATCH)
              .at(model.name() + ", input of predict")
              .expected("samples of shape " + model.inputType().shape())
              .found(shape.toString())
              .mend("put the samples along axis 0"));
    }
    int count = shape.size(0);
    float[] outputs = new float[count * outputSize];
    predict(samples.toFloats(), count, outputs);
    return NDArray.of(outputs, model.outputType().shape().at(count));
  }

  /**
   * The network.
   *
   * @return the model
   */
  public Model model() {
    return model;
  }

  /**
   * What a prediction runs: for {@link Program#explain(long)}.
   *
   * @return the compiled program
   */
  public Program program() {
    return program;
  }

  @Override
  public void close() {
    pool.close();
  }
}
