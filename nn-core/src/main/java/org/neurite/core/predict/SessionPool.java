package org.neurite.core.predict;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.core.model.Model;

/**
 * Sessions for callers, one each, made when needed and bounded in number. Taking and giving back
 * are single atomic exchanges; a caller waits only while as many as the bound are at work.
 */
final class SessionPool implements AutoCloseable {
  private static final int SPINS = 200;
  private static final long PAUSE_NANOS = 20_000;
  private static final int CLOSED = 1 << 30;

  /** A session with the two buffers that a prediction touches. */
  static final class Lease {
    private final Session session;
    private final DeviceBuffer input;
    private final DeviceBuffer output;

    private Lease(Session session) {
      this.session = session;
      this.input = session.input(Model.INPUT);
      this.output = session.output("prediction");
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
  }

  private final AtomicReferenceArray<Lease> idle;

  /** Number of leases that exist, and {@link #CLOSED}. */
  private final AtomicInteger state = new AtomicInteger();

  private final Supplier<Session> factory;
  private final Runnable onEmpty;

  SessionPool(int bound, Supplier<Session> factory, Runnable onEmpty) {
    requireBound(bound);
    this.idle = new AtomicReferenceArray<>(bound);
    this.factory = factory;
    this.onEmpty = onEmpty;
  }

  /** To be asked before there is memory that somebody would have to free. */
  static void requireBound(int bound) {
    if (bound < 1) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("predictor")
              .expected("at least 1 session")
              .found(Integer.toString(bound)));
    }
  }

  Lease take() {
    for (int attempt = 0; ; attempt++) {
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
      pause(attempt);
    }
  }

  /** Fails once the pool is closed, so that nobody makes a session of memory that is freed. */
  private boolean reserve() {
    int count = state.get();
    return count < idle.length() && state.compareAndSet(count, count + 1);
  }

  private void forget() {
    if (state.decrementAndGet() == CLOSED) {
      onEmpty.run();
    }
  }

  private boolean isClosed() {
    return state.get() >= CLOSED;
  }

  private Lease create() {
    try {
      return new Lease(factory.get());
    } catch (RuntimeException | Error e) {
      forget();
      throw e;
    }
  }

  private static void pause(int attempt) {
    if (attempt < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void requireOpen() {
    if (isClosed()) {
      throw new BackendException(
          Problem.of(ErrorCode.BAD_SESSION)
              .at("predictor")
              .expected("an open predictor")
              .found("a closed one")
              .mend("close it after the last prediction"));
    }
  }

  /** There are never more leases than places, so a place is always found. */
  void giveBack(Lease lease) {
    for (int i = 0; ; i = (i + 1) % idle.length()) {
      if (idle.get(i) == null && idle.compareAndSet(i, null, lease)) {
        break;
      }
    }
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

  @Override
  public void close() {
    int before = state.getAndUpdate(count -> count | CLOSED);
    if (before == 0) {
      onEmpty.run();
    }
    drain();
  }
}
