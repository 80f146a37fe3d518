package org.neurite.backend.jvm.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do the parts of a job together with the caller. Each thread has a share of its own,
 * the same for every job of as many parts: what it wrote in one job, it mostly finds in its own
 * cache in the next. Who has done all of that takes parts of others, so that a thread the machine
 * took away delays nobody. Who waits spins for some microseconds, then lets other threads of the
 * machine run first for as long as a millisecond, then sleeps. Waking a sleeper may cost as much as
 * 50 microseconds, so that is done for large work and where small work comes again and again.
 *
 * <p>Any number of callers may use one team; who finds it busy does all parts alone. Where there
 * are as many callers as threads, everybody does so for a while. A part must not start another job
 * on the same team.
 *
 * <p>Protocol: a thread's {@linkplain Shares share} holds the number of the region and which of its
 * parts are left. {@code job} and {@code total} are written only while no parts are left in any
 * share, and a part is claimed by a compare-and-set of a whole share; so whoever claims a part has
 * read the job that belongs to it.
 */
public final class Team implements AutoCloseable {
  /** Polls before a thread yields, some tens of microseconds. */
  private static final int SPINS = 1_000;

  /** Polls before a thread goes to sleep, about a millisecond where nobody else wants to run. */
  private static final int POLLS = SPINS + 2_000;

  /** Work, in quarters of a nanosecond, below which sharing costs more than it saves. */
  private static final long WORTH_SHARING = 40_000;

  /** The same where the others would have to be woken. */
  private static final long WORTH_WAKING = 500_000;

  /** How often less work than that wakes them all the same: more of it is likely to follow. */
  private static final int EVERY = 32;

  private static final int PARTS_PER_THREAD = 4;

  /**
   * How long everybody computes alone after as many callers have met as the team has threads:
   * together they keep all processors busy, and a helper would be one thread too many.
   */
  private static final long APART_NANOS = 2_000_000;

  private final long apartNanos;
  private final Worker[] workers;

  /** The caller's, then the workers'. */
  private final Shares shares;

  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger callers = new AtomicInteger();
  private Job job = (part, worker) -> {};
  private int total;
  private boolean started;

  /** Only a heuristic counts with it, so callers may disturb each other. */
  private int declined;

  /** When callers may be helped again; 0 at once. Only a heuristic, so races do no harm. */
  private long apartUntil;

  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Thread waiter;

  /**
   * A team; its threads start when they are first needed.
   *
   * @param threads number of threads that compute, the caller among them; at least 1
   */
  public Team(int threads) {
    this(threads, APART_NANOS);
  }

  /** A team whose callers, once there are too many, compute alone for some time. */
  Team(int threads, long apartNanos) {
    this.apartNanos = apartNanos;
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
    }
    shares = new Shares(threads);
  }

  /**
   * A team of the caller alone.
   *
   * @return a team of size 1
   */
  public static Team alone() {
    return new Team(1);
  }

  /**
   * Number of threads that compute.
   *
   * @return the caller and its helpers
   */
  public int size() {
    return workers.length + 1;
  }

  /**
   * Into how many parts to cut work. Results must not depend on the answer.
   *
   * @param work its size in quarters of a nanosecond, roughly
   * @param most the largest number of parts that makes sense
   * @return 1 if it is not worth sharing
   */
  public int parts(long work, int most) {
    if (workers.length == 0 || work < WORTH_SHARING || isApart()) {
      return 1;
    }
    if (work < WORTH_WAKING && !isAnybodyAwake() && ++declined % EVERY != 0) {
      return 1;
    }
    long parts = Math.min(work / (WORTH_SHARING / 4), mostParts(size()));
    return (int) Math.max(1, Math.min(parts, most));
  }

  /**
   * Into how many parts work is cut at most, unless the caller knows better.
   *
   * @param threads size of a team
   * @return a number of parts
   */
  public static int mostParts(int threads) {
    return threads * PARTS_PER_THREAD;
  }

  private boolean isApart() {
    long until = apartUntil;
    if (until != 0 && System.nanoTime() - until >= 0) {
      apartUntil = 0;
      return false;
    }
    return until != 0;
  }

  private boolean isAnybodyAwake() {
    for (Worker worker : workers) {
      if (!worker.asleep) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a part of a range begins.
   *
   * @param total length of the range
   * @param parts number of parts
   * @param part which part; {@code parts} gives the end
   * @return first index of the part
   */
  public static int begin(int total, int parts, int part) {
    return (int) ((long) total * part / parts);
  }

  /**
   * Does a job and returns when all parts are done. What a part throws is thrown here.
   *
   * @param work the job
   * @param count number of parts
   */
  public void run(Job work, int count) {
    if (count <= 1 || workers.length == 0 || closed) {
      runAlone(work, count);
      return;
    }
    int inside = callers.incrementAndGet();
    try {
      if (busy.compareAndSet(false, true)) {
        shareBusy(work, count);
      } else {
        if (inside >= size()) {
          apartUntil = (System.nanoTime() + apartNanos) | 1; // never 0
        }
        runAlone(work, count);
      }
    } finally {
      callers.decrementAndGet();
    }
  }

  private void shareBusy(Job work, int count) {
    try {
      share(work, Math.min(count, Shares.MOST));
      for (long from = Shares.MOST; from < count; from += Shares.MOST) {
        int base = (int) from;
        share((part, worker) -> work.run(base + part, worker), Math.min(count - base, Shares.MOST));
      }
    } finally {
      busy.set(false);
    }
  }

  private static void runAlone(Job work, int count) {
    for (int part = 0; part < count; part++) {
      work.run(part, 0);
    }
  }

  private void share(Job work, int count) {
    start();
    job = work;
    total = count;
    failure = null;
    done.set(0);
    shares.open(count);
    for (int i = 0; i < Math.min(workers.length, count - 1); i++) {
      workers[i].wake();
    }
    while (help(0)) {}
    await(count);
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void start() {
    if (!started) {
      started = true;
      for (Worker worker : workers) {
        worker.thread.start();
      }
    }
  }

  /**
   * Claims a part and does it: one of its own, or of another share once its own was opened and is
   * done. False if there was none.
   */
  private boolean help(int worker) {
    int threads = shares.threads();
    long own = shares.state(worker);
    for (int i = 0; i < threads; i++) {
      int owner = (worker + i) % threads;
      long state = i == 0 ? own : shares.state(owner);
      Job claimed = job;
      int count = total;
      if (!Shares.isEmpty(state) && Shares.areTogether(own, state)) {
        int part = shares.claim(owner, state, i == 0);
        if (part >= 0) {
          perform(claimed, part, worker, count);
        }
        return true;
      }
    }
    return false;
  }

  private void perform(Job claimed, int part, int worker, int count) {
    try {
      claimed.run(part, worker);
    } catch (RuntimeException | Error e) {
      failure = e;
    }
    if (done.incrementAndGet() == count) {
      LockSupport.unpark(waiter);
    }
  }

  private void await(int count) {
    for (int poll = 0; poll < POLLS && done.get() < count; poll++) {
      pause(poll);
    }
    if (done.get() < count) {
      waiter = Thread.currentThread();
      while (done.get() < count) {
        LockSupport.park(this);
      }
      waiter = null;
    }
  }

  // Nothing relies on what the scheduler makes of it: it is a courtesy to whoever wants to run.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void pause(int poll) {
    if (poll < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** Stops the threads. Work given afterwards is done by the caller. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker.thread);
    }
  }

  private final class Worker implements Runnable {
    private final int number;
    private final Thread thread;
    private volatile boolean asleep = true;

    Worker(int number) {
      this.number = number;
      this.thread = new Thread(this, "neurite-jvm-" + number);
      this.thread.setDaemon(true);
    }

    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      asleep = false;
      int idle = 0;
      while (!closed) {
        if (help(number)) {
          idle = 0;
        } else if (idle < POLLS) {
          pause(idle);
          idle++;
        } else {
          sleep();
          idle = 0;
        }
      }
    }

    private void sleep() {
      asleep = true;
      if (!closed && shares.areEmpty()) {
        LockSupport.park(this);
      }
      asleep = false;
    }
  }
}
