package org.neurite.core.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.Executable;
import org.neurite.api.graph.Graph;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.core.compile.Compiler;
import org.neurite.core.event.PredictEvent;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.Model;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.observe.PredictorStatus;

/**
 * Predicts arrays from arrays, with fixed weights. Thread-safe: any number of threads may call it
 * at once; none waits for another as long as no more are at work than the bound on sessions. {@link
 * #with} puts an application's own types around it.
 */
@SuppressWarnings("overrides") // predict(float...): a few numbers can be passed as they are
public final class ArrayPredictor implements Predictor<float[], float[]>, ObservedPredictor {
  /** Rows that a session takes at a time: as many as fit into some memory, within bounds. */
  private static final int LEAST_CAPACITY = 64;

  private static final int MOST_CAPACITY = 256;
  private static final long SESSION_BYTES = 4 << 20;

  private final Model model;
  private final Program program;
  private final SessionPool pool;
  private final PredictionListener[] listeners;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final int capacity;
  private final int inputSize;
  private final int outputSize;
  private final long weightBytes;

  /**
   * A predictor with the default options.
   *
   * @param backend computes
   * @param model the network
   * @param weights its variables by name
   * @throws ModelException if the weights do not fit
   */
  public ArrayPredictor(Backend backend, Model model, Map<String, NDArray> weights) {
    this(backend, model, weights, PredictorOptions.DEFAULT, List.of());
  }

  /**
   * A predictor.
   *
   * @param backend computes
   * @param model the network
   * @param weights its variables by name
   * @param options how many callers are served at the same time, and what happens to more
   * @param listeners told of every prediction
   * @throws ModelException if the weights do not fit
   */
  public ArrayPredictor(
      Backend backend,
      Model model,
      Map<String, NDArray> weights,
      PredictorOptions options,
      Collection<? extends PredictionListener> listeners) {
    this(backend, model, model.predictionGraph(), 0, weights, options, listeners);
  }

  /** Predicts by another graph over the same variables. */
  ArrayPredictor(
      Backend backend,
      Model model,
      Graph graph,
      long seed,
      Map<String, NDArray> weights,
      PredictorOptions options,
      Collection<? extends PredictionListener> listeners) {
    model.requireFits(weights);
    this.model = model;
    this.listeners = listeners.toArray(PredictionListener[]::new);
    this.inputSize = Math.toIntExact(model.inputType().shape().elements(1));
    this.outputSize = Math.toIntExact(model.outputType().shape().elements(1));
    Executable executable =
        backend.prepare(Compiler.compile(model.name() + "/predict", graph, backend));
    this.program = executable.program();
    this.capacity = program.bytes(MOST_CAPACITY) <= SESSION_BYTES ? MOST_CAPACITY : LEAST_CAPACITY;
    this.weightBytes =
        model.variables().stream().mapToLong(v -> v.shape().elements(1) * Float.BYTES).sum();
    DeviceVariables variables = new DeviceVariables(backend, model.variables(), weights, seed);
    variables.freeze();
    this.pool =
        new SessionPool(
            model.name() + ", predictor",
            options,
            inputSize,
            outputSize,
            () -> executable.open(capacity, seed, variables.buffers()),
            variables::close);
    for (PredictionListener listener : this.listeners) {
      listener.onOpen(this);
    }
  }

  /**
   * Predicts one sample.
   *
   * @param sample its input, row-major
   * @return the output, row-major
   * @throws ModelException if the input has the wrong length
   */
  @Override
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
      throw wrongLength(
          "input", samples.length, count * inputSize, "of shape " + model.sampleShape());
    }
    if (outputs.length != count * outputSize) {
      throw wrongLength("output", outputs.length, count * outputSize, "for " + model.outputType());
    }
    long started = clock();
    Optional<PredictEvent> recorded = PredictEvent.start();
    SessionPool.Lease lease = take();
    try {
      for (int done = 0; done < count; done += capacity) {
        int n = Math.min(capacity, count - done);
        lease.input().write(samples, done * inputSize, 0, n * inputSize);
        lease.session().run(n, 0);
        lease.output().read(0, outputs, done * outputSize, n * outputSize);
      }
    } finally {
      giveBack(lease, recorded, started, count);
    }
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
      throw misfit(
          "input",
          "samples of shape " + model.inputType().shape(),
          shape.toString(),
          "put the samples along axis 0");
    }
    int count = shape.size(0);
    float[] outputs = new float[count * outputSize];
    predict(samples.toFloats(), count, outputs);
    return NDArray.of(outputs, model.outputType().shape().at(count));
  }

  @Override
  public List<float[]> predictAll(List<? extends float[]> inputs) {
    List<float[]> answers = new ArrayList<>(inputs.size());
    predictAll(inputs, ArrayTypes.rows(model), output -> answers.add(output.clone()));
    return answers;
  }

  /**
   * The same in an application's own types.
   *
   * @param encoder what is asked
   * @param decoder what is answered
   * @param <I> what is asked
   * @param <O> what is answered
   * @return a predictor over this one; closing either closes both
   */
  public <I, O> TypedPredictor<I, O> with(
      InputEncoder<? super I> encoder, OutputDecoder<? extends O> decoder) {
    return new TypedPredictor<>(this, encoder, decoder);
  }

  /**
   * The same over arrays with shapes, one sample at a time.
   *
   * @return a predictor from arrays of the model's {@link Model#sampleShape()} to its output's
   */
  public TypedPredictor<NDArray, NDArray> ndArrays() {
    return with(ArrayTypes.encoder(model), ArrayTypes.decoder(model));
  }

  <I, O> O predict(I input, InputEncoder<? super I> encoder, OutputDecoder<? extends O> decoder) {
    long started = clock();
    Optional<PredictEvent> recorded = PredictEvent.start();
    SessionPool.Lease lease = take();
    try {
      encode(input, encoder, lease, 0);
      lease.session().run(1, 0);
      return decoder.decode(answer(lease, 0));
    } finally {
      giveBack(lease, recorded, started, 1);
    }
  }

  /** Predicts samples a few at a time; the answers are one array that changes. */
  <I> void predictAll(
      Collection<? extends I> inputs,
      InputEncoder<? super I> encoder,
      Consumer<? super float[]> answers) {
    long started = clock();
    Optional<PredictEvent> recorded = PredictEvent.start();
    SessionPool.Lease lease = take();
    try {
      int n = 0;
      for (I input : inputs) {
        encode(input, encoder, lease, n++);
        if (n == capacity) {
          run(lease, n, 0, answers);
          n = 0;
        }
      }
      run(lease, n, 0, answers);
    } finally {
      giveBack(lease, recorded, started, inputs.size());
    }
  }

  /**
   * Predicts one sample again and again, each time with other random numbers: copy {@code i} of run
   * {@code k} has those of row {@code i} at step {@code k}.
   */
  <I> void repeat(
      I input, InputEncoder<? super I> encoder, int times, Consumer<? super float[]> answers) {
    long started = clock();
    Optional<PredictEvent> recorded = PredictEvent.start();
    SessionPool.Lease lease = take();
    try {
      encode(input, encoder, lease, 0);
      for (int i = 1; i < Math.min(times, capacity); i++) {
        lease.input().write(lease.row(), 0, (long) i * inputSize, inputSize);
      }
      for (int done = 0; done < times; done += capacity) {
        run(lease, Math.min(capacity, times - done), done / capacity, answers);
      }
    } finally {
      giveBack(lease, recorded, started, times);
    }
  }

  private <I> void encode(
      I input, InputEncoder<? super I> encoder, SessionPool.Lease lease, int row) {
    Arrays.fill(lease.row(), 0); // nothing of another caller's sample stays
    encoder.encode(input, lease.row());
    lease.input().write(lease.row(), 0, (long) row * inputSize, inputSize);
  }

  private void run(SessionPool.Lease lease, int n, long step, Consumer<? super float[]> answers) {
    if (n > 0) {
      lease.session().run(n, step);
      for (int i = 0; i < n; i++) {
        answers.accept(answer(lease, i));
      }
    }
  }

  private float[] answer(SessionPool.Lease lease, int row) {
    lease.output().read((long) row * outputSize, lease.answer(), 0, outputSize);
    return lease.answer();
  }

  private long clock() {
    return listeners.length == 0 ? 0 : System.nanoTime();
  }

  private SessionPool.Lease take() {
    try {
      return pool.take();
    } catch (BackendException e) {
      if (e.code() == ErrorCode.OVERLOADED) {
        for (PredictionListener listener : listeners) {
          listener.onRefusal(this, e);
        }
      }
      throw e;
    }
  }

  private void giveBack(
      SessionPool.Lease lease, Optional<PredictEvent> recorded, long started, int rows) {
    pool.giveBack(lease);
    if (recorded.isPresent()) {
      recorded.get().finish(model.name(), rows);
    }
    if (listeners.length > 0) {
      long nanos = System.nanoTime() - started;
      for (PredictionListener listener : listeners) {
        listener.onPrediction(this, rows, nanos);
      }
    }
  }

  /** Tells listeners of a batch that somebody gathered. */
  void gathered(int rows, int queued) {
    for (PredictionListener listener : listeners) {
      listener.onBatch(this, rows, queued);
    }
  }

  private ModelException wrongLength(String what, int found, int expected, String shape) {
    return misfit(
        what,
        expected + " values " + shape,
        found + " values",
        "pass the samples one after the other, row-major");
  }

  private ModelException misfit(String what, String expected, String found, String remedy) {
    return new ModelException(
        Problem.of(ErrorCode.INPUT_MISMATCH)
            .at(model.name() + ", " + what + " of predict")
            .expected(expected)
            .found(found)
            .mend(remedy));
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
  public String name() {
    return model.name();
  }

  @Override
  public PredictorStatus status() {
    int open = pool.open();
    return new PredictorStatus(
        pool.limit(),
        open,
        pool.busy(),
        pool.waiting(),
        weightBytes + open * program.bytes(capacity));
  }

  /** How many numbers a sample has. */
  int inputSize() {
    return inputSize;
  }

  /** How many numbers an answer has. */
  int outputSize() {
    return outputSize;
  }

  /** How many rows a session takes at a time. */
  int capacity() {
    return capacity;
  }

  @Override
  public void close() {
    boolean first = closed.compareAndSet(false, true);
    pool.close();
    if (first) {
      for (PredictionListener listener : listeners) {
        listener.onClose(this);
      }
    }
  }
}
