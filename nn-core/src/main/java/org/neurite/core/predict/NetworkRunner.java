package org.neurite.core.predict;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.Executable;
import org.neurite.api.graph.Graph;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.compile.Compiler;
import org.neurite.core.event.FlightEvents;
import org.neurite.core.event.PredictEvent;
import org.neurite.core.model.DeviceVariables;
import org.neurite.core.model.Model;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.observe.ObservedPredictor;
import org.neurite.core.observe.PredictionListener;
import org.neurite.core.observe.PredictorStatus;

/**
 * Runs a network for callers, each in a session of the pool, and tells who listens. Lengths of
 * arrays are the caller's to check.
 */
final class NetworkRunner implements ObservedPredictor {
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

  NetworkRunner(
      Backend backend,
      Model model,
      Graph graph,
      long seed,
      Map<String, NDArray> weights,
      PredictorOptions options,
      Collection<? extends PredictionListener> listeners) {
    model.requireFits(weights);
    this.model = model;
    this.listeners = listeners.toArray(new PredictionListener[0]);
    this.inputSize = Math.toIntExact(model.inputType().shape().elements(1));
    this.outputSize = Math.toIntExact(model.outputType().shape().elements(1));
    Executable executable =
        backend.prepare(Compiler.compile(model.name() + "/predict", graph, backend));
    this.program = executable.program();
    this.capacity = program.bytes(MOST_CAPACITY) <= SESSION_BYTES ? MOST_CAPACITY : LEAST_CAPACITY;
    this.weightBytes = bytes(model.variables());
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
    open();
  }

  private static long bytes(List<VariableSpec> variables) {
    long bytes = 0;
    for (VariableSpec variable : variables) {
      bytes += variable.shape().elements(1) * Float.BYTES;
    }
    return bytes;
  }

  /** If a listener fails, those before it are told of the end, and nothing is left open. */
  private void open() {
    int told = 0;
    try {
      for (; told < listeners.length; told++) {
        listeners[told].onOpen(this);
      }
    } catch (RuntimeException | Error e) {
      closed.set(true);
      pool.close();
      for (int i = 0; i < told; i++) {
        tellOfTheEnd(listeners[i], e);
      }
      throw e;
    }
  }

  private void tellOfTheEnd(PredictionListener listener, Throwable cause) {
    try {
      listener.onClose(this);
    } catch (RuntimeException | Error e) {
      cause.addSuppressed(e);
    }
  }

  /** Predicts rows that stand one after the other, without allocating. */
  void predict(float[] samples, int count, float[] outputs) {
    long started = clock();
    Optional<PredictEvent> recorded = FlightEvents.prediction();
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

  <I, O> O predict(I input, InputEncoder<? super I> encoder, OutputDecoder<? extends O> decoder) {
    long started = clock();
    Optional<PredictEvent> recorded = FlightEvents.prediction();
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
    Optional<PredictEvent> recorded = FlightEvents.prediction();
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
    Optional<PredictEvent> recorded = FlightEvents.prediction();
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
      throw e.code() == ErrorCode.OVERLOADED ? told(e) : e;
    }
  }

  /** Tells listeners of somebody who is refused. */
  BackendException told(BackendException refusal) {
    for (PredictionListener listener : listeners) {
      listener.onRefusal(this, refusal);
    }
    return refusal;
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

  Model model() {
    return model;
  }

  Program program() {
    return program;
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

  void close() {
    boolean first = closed.compareAndSet(false, true);
    pool.close();
    if (first) {
      for (PredictionListener listener : listeners) {
        listener.onClose(this);
      }
    }
  }
}
