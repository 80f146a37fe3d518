package org.neurite.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.neurite.core.Neurite;

/**
 * Opens a backend on a thread of its own while data are read: neither needs the other, and with
 * small data both take about as long.
 */
final class Opening implements AutoCloseable {
  private final FutureTask<Neurite> task;

  Opening(BackendOptions options) {
    task = new FutureTask<>(options::open);
    Thread thread = new Thread(task, "nn-open");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits until it is open.
   *
   * @throws org.neurite.api.NeuriteException if it cannot be opened
   */
  Neurite get() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw (Error) e.getCause(); // opening throws nothing that is checked
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a backend was opened");
    }
  }

  /** Closes what was opened. */
  @Override
  public void close() {
    Neurite neurite;
    try {
      neurite = get();
    } catch (RuntimeException | Error e) {
      return; // nothing was opened: get() has said so, or reading the data failed as well
    }
    neurite.close();
  }
}
