package org.neurite.core.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.neurite.api.ErrorCode;
import org.neurite.api.NeuriteException;

/**
 * Gathers single requests of many threads into one batch, which costs less than as many single
 * predictions. A request waits a stated time for others at most. Samples are encoded and answers
 * decoded on the threads that ask, so that a sample that does not fit fails alone; where the
 * network itself refuses a batch, its rows are asked one by one.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public final class MicroBatcher<I, O> implements Predictor<I, O> {
  /** These say that nobody is answered now, whatever is asked. */
  private static final Set<ErrorCode> NO_ROWS_FAULT =
      Set.of(
          ErrorCode.OVERLOADED,
          ErrorCode.BAD_SESSION,
          ErrorCode.INTERRUPTED,
          ErrorCode.OUT_OF_MEMORY);

  private final TypedPredictor<I, O> predictor;
  private final Batching settings;
  private final String where;
  private final BlockingQueue<Request> queue;
  private final Thread thread;
  private final AtomicBoolean closing = new AtomicBoolean();

  /** Set before the queue is emptied for the last time. */
  private volatile boolean ended;

  /** A row that waits for its answer. */
  private static final class Request {
    private final float[] row;
    private final long asked = System.nanoTime();
    private final CompletableFuture<float[]> answer = new CompletableFuture<>();

    Request(float[] row) {
      this.row = row;
    }
  }

  /** Says that no request follows but those that came at the same time. */
  private final Request last = new Request(new float[0]);

  /**
   * Starts to gather.
   *
   * @param predictor asked for batches; closed by this one
   * @param settings how long, how many, and what happens to too many
   */
  public MicroBatcher(TypedPredictor<I, O> predictor, Batching settings) {
    this.predictor = predictor;
    this.settings = settings;
    this.where = predictor.network().name() + ", micro-batcher";
    this.queue = new ArrayBlockingQueue<>(settings.queue());
    this.thread = new Thread(this::work, "neurite-batcher-" + predictor.network().name());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public O predict(I input) {
    Request request = submit(predictor.encoded(input));
    try {
      return predictor.decoded(request.answer.get());
    } catch (InterruptedException e) {
      request.answer.cancel(false);
      throw BackPressure.interrupted(where);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw (Error) e.getCause(); // a prediction throws nothing that is checked
    }
  }

  /** Not gathered with others: these are a batch already. */
  @Override
  public List<O> predictAll(List<? extends I> inputs) {
    requireOpen();
    return predictor.predictAll(inputs);
  }

  /**
   * How many requests wait to be gathered.
   *
   * @return a number of this moment
   */
  public int queued() {
    return queue.size();
  }

  private void requireOpen() {
    if (closing.get()) {
      throw BackPressure.closed(where);
    }
  }

  private Request submit(float[] row) {
    requireOpen();
    Request request = new Request(row);
    if (!queued(request)) {
      String room = "room in a queue of " + settings.queue() + " requests";
      throw predictor.network().runner().told(settings.backPressure().refused(where, room));
    }
    if (ended && queue.remove(request)) { // came after the queue was emptied for the last time
      throw BackPressure.closed(where);
    }
    return request;
  }

  private boolean queued(Request request) {
    BackPressure choice = settings.backPressure();
    try {
      if (queue.offer(request)) {
        return true;
      }
      if (!choice.waitsForever()) {
        return queue.offer(request, choice.nanos(), TimeUnit.NANOSECONDS);
      }
      queue.put(request);
      return true;
    } catch (InterruptedException e) {
      throw BackPressure.interrupted(where);
    }
  }

  private void work() {
    int most = Math.min(settings.maxRows(), predictor.network().runner().capacity());
    List<Request> batch = new ArrayList<>(most);
    try {
      while (gather(batch, most)) {
        answer(batch);
      }
    } catch (InterruptedException e) {
      closing.set(true); // somebody ends all threads: what waits is answered, nothing new is taken
    }
    ended = true;
    queue.drainTo(batch);
    batch.remove(last);
    answer(batch);
  }

  /**
   * Fills a batch.
   *
   * @return false if it is the last
   */
  private boolean gather(List<Request> batch, int most) throws InterruptedException {
    batch.clear();
    Request next = queue.take();
    long until = next.asked + settings.delay().toNanos();
    while (next != last) {
      batch.add(next);
      if (batch.size() == most) {
        return true;
      }
      Request more = queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (more == null) {
        return true;
      }
      next = more;
    }
    return false;
  }

  /** Every request of the batch has an outcome afterwards, whatever happens. */
  private void answer(List<Request> batch) {
    try {
      batch.removeIf(request -> request.answer.isCancelled());
      if (!batch.isEmpty()) {
        predictor.network().runner().gathered(batch.size(), queue.size());
        ask(batch);
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(request -> request.answer.completeExceptionally(e));
    }
  }

  private void ask(List<Request> batch) {
    try {
      List<float[]> answers =
          predictor.network().predictAll(batch.stream().map(request -> request.row).toList());
      for (int i = 0; i < answers.size(); i++) {
        batch.get(i).answer.complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() == 1 || !canBeOfARow(e)) {
        batch.forEach(request -> request.answer.completeExceptionally(e));
      } else {
        batch.forEach(request -> ask(List.of(request)));
      }
    }
  }

  /** Whether other rows may be answered although these were not. */
  private static boolean canBeOfARow(RuntimeException e) {
    return !(e instanceof NeuriteException refusal && NO_ROWS_FAULT.contains(refusal.code()));
  }

  /** Takes no more requests, answers those that wait, then closes the predictor behind it. */
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      uninterruptibly(() -> queue.put(last));
    }
    uninterruptibly(thread::join);
    predictor.close();
  }

  /** Something that waits. */
  @FunctionalInterface
  private interface Wait {
    void run() throws InterruptedException;
  }

  /** Waits to the end; an interrupt is left for who waits after it. */
  private static void uninterruptibly(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.run();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
