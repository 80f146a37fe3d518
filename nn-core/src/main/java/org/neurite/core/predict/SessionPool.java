package org.neurite.core.predict;

import java.util.concurrent.atomic.AtomicBoolean;
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
  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Supplier<Session> factory;
  private final Runnable onEmpty;

  SessionPool(int bound, Supplier<Session> factory, Runnable onEmpty) {
    this.idle = new AtomicReferenceArray<>(bound);
    this.factory = factory;
    this.onEmpty = onEmpty;
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

  private boolean reserve() {
    int count = alive.get();
    return count < idle.length() && alive.compareAndSet(count, count + 1);
  }

  private Lease create() {
    try {
      return new Lease(factory.get());
    } catch (RuntimeException | Error e) {
      alive.decrementAndGet();
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
    if (closed.get()) {
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
    if (closed.get()) {
      drain();
    }
  }

  private void drain() {
    for (int i = 0; i < idle.length(); i++) {
      Lease lease = idle.getAndSet(i, null);
      if (lease != null) {
        lease.session.close();
        if (alive.decrementAndGet() == 0) {
          onEmpty.run();
        }
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (alive.get() == 0) {
        onEmpty.run();
      }
      drain();
    }
  }
}
