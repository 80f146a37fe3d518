package org.neurite.core.predict;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.core.model.Model;

/**
 * Sessions for callers, one each, made when needed and bounded in number. Taking and giving back
 * are a few atomic exchanges; a caller waits only while as many as the bound are at work.
 *
 * <p>A permit comes before a session: who has one finds a session in the pool or may make one, so
 * that nobody is refused while one is free.
 */
final class SessionPool implements AutoCloseable {
  private static final int CLOSED = 1 << 30;

  /** A session with the two buffers that a prediction touches, and rows to encode and decode in. */
  static final class Lease {
    private final Session session;
    private final DeviceBuffer input;
    private final DeviceBuffer output;
    private final float[] row;
    private final float[] answer;

    private Lease(Session session, int inputSize, int outputSize) {
      this.session = session;
      this.input = session.input(Model.INPUT);
      this.output = session.output(Model.PREDICTION);
      this.row = new float[inputSize];
      this.answer = new float[outputSize];
    }

    Session session() {
      return session;
    }

    DeviceBuffer input() {
      return input;
    }

    DeviceBuffer output() {
      return output;
    }

    float[] row() {
      return row;
    }

    float[] answer() {
      return answer;
    }
  }

  private final String where;
  private final BackPressure backPressure;
  private final int inputSize;
  private final int outputSize;
  private final AtomicReferenceArray<Lease> idle;
  private final Semaphore permits;

  /** Number of leases that exist, and {@link #CLOSED}. */
  private final AtomicInteger state = new AtomicInteger();

  private final Supplier<Session> factory;
  private final Runnable onEmpty;
  private final CountDownLatch empty = new CountDownLatch(1);

  SessionPool(
      String where,
      PredictorOptions options,
      int inputSize,
      int outputSize,
      Supplier<Session> factory,
      Runnable onEmpty) {
    this.where = where;
    this.backPressure = options.backPressure();
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.idle = new AtomicReferenceArray<>(options.sessions());
    this.permits = new Semaphore(options.sessions());
    this.factory = factory;
    this.onEmpty = onEmpty;
  }

  static void requireBound(int bound) {
    if (bound < 1) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("predictor")
              .expected("at least 1 session")
              .found(Integer.toString(bound)));
    }
  }

  /**
   * A session for the caller alone.
   *
   * @throws BackendException if the pool is closed, or as the back-pressure says
   */
  Lease take() {
    requireOpen();
    if (!permits.tryAcquire() && !waited()) {
      throw backPressure.refused(where, "one of " + idle.length() + " sessions to be free");
    }
    try {
      return leased();
    } catch (RuntimeException | Error e) {
      permits.release();
      throw e;
    }
  }

  private boolean waited() {
    try {
      if (backPressure.waitsForever()) {
        permits.acquire();
        return true;
      }
      return backPressure.nanos() > 0
          && permits.tryAcquire(backPressure.nanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw BackPressure.interrupted(where);
    }
  }

  private Lease leased() {
    while (true) {
      requireOpen();
      for (int i = 0; i < idle.length(); i++) {
        Lease lease = idle.get(i) == null ? null : idle.getAndSet(i, null);
        if (lease != null) {
          return lease;
        }
      }
      if (reserve()) {
        return create();
      }
    }
  }

  /** Fails once the pool is closed, so that nobody makes a session of memory that is freed. */
  private boolean reserve() {
    int count = state.get();
    return count < idle.length() && state.compareAndSet(count, count + 1);
  }

  private void forget() {
    if (state.decrementAndGet() == CLOSED) {
      free();
    }
  }

  private void free() {
    try {
      onEmpty.run();
    } finally {
      empty.countDown();
    }
  }

  private boolean isClosed() {
    return state.get() >= CLOSED;
  }

  private Lease create() {
    Session session = null;
    try {
      session = factory.get();
      return new Lease(session, inputSize, outputSize);
    } catch (RuntimeException | Error e) {
      try {
        if (session != null) {
          session.close();
        }
      } finally {
        forget();
      }
      throw e;
    }
  }

  private void requireOpen() {
    if (isClosed()) {
      throw BackPressure.closed(where);
    }
  }

  /** There are never more leases than places, so a place is always found. */
  void giveBack(Lease lease) {
    for (int i = 0; ; i = (i + 1) % idle.length()) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, lease)) {
        break;
      }
    }
    permits.release();
    if (isClosed()) {
      drain();
    }
  }

  private void drain() {
    for (int i = 0; i < idle.length(); i++) {
      Lease lease = idle.getAndSet(i, null);
      if (lease != null) {
        try {
          lease.session.close();
        } finally {
          forget();
        }
      }
    }
  }

  int limit() {
    return idle.length();
  }

  int open() {
    return state.get() & ~CLOSED;
  }

  int busy() {
    return isClosed() ? open() : Math.max(0, idle.length() - permits.availablePermits());
  }

  int waiting() {
    return permits.getQueueLength();
  }

  /** Waits for callers at work; those who wait for a session are told that there is none. */
  @Override
  public void close() {
    int before = state.getAndUpdate(count -> count | CLOSED);
    if (before == 0) {
      free();
    }
    if (before < CLOSED) {
      permits.release(CLOSED);
    }
    drain();
    try {
      empty.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
