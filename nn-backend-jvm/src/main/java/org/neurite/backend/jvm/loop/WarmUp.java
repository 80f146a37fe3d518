package org.neurite.backend.jvm.loop;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings loops over vectors to speed, one after the other, on a thread that ends when idle. */
final class WarmUp implements Runnable {
  private static final long PATIENCE_NANOS = 3_000_000_000L;

  private final Queue<AdaptiveLoop> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isRunning = new AtomicBoolean();

  void add(AdaptiveLoop loop) {
    waiting.add(loop);
    if (isRunning.compareAndSet(false, true)) {
      Thread thread = new Thread(this, "neurite-jvm-warm-up");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void run() {
    do {
      AdaptiveLoop loop = waiting.poll();
      while (loop != null) {
        loop.compile(PATIENCE_NANOS);
        loop = waiting.poll();
      }
      isRunning.set(false);
    } while (!waiting.isEmpty() && isRunning.compareAndSet(false, true));
  }
}
