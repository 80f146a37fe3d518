package org.neurite.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does one thing on several threads at once. */
final class Threads {
  private static final int THREADS = 4;
  private static final int TIMES = 8;

  private Threads() {}

  /** The results of many runs; a failure of one is a failure of the test. */
  static <T> List<T> atOnce(Callable<T> task) {
    return atOnce(THREADS * TIMES, task);
  }

  /** As {@link #atOnce(Callable)}, for something that takes its time. */
  static <T> List<T> atOnce(int times, Callable<T> task) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(Collections.nCopies(times, task))) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("failed on one of several threads at once", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
