package org.neurite.benchmarks.subject;

/** A subject at work on a workload. Used by one thread. */
public interface Task extends AutoCloseable {
  /**
   * Works until the meter has seen enough. What is timed lies between two ticks.
   *
   * @param batches number of batches, to be used in turn
   * @param meter to be told of every step
   * @throws Exception whatever the library throws
   */
  void run(int batches, Meter meter) throws Exception;

  /**
   * The mean loss after training, on the first batch or the last ones.
   *
   * @return the loss; NaN where nothing is trained
   * @throws Exception whatever the library throws
   */
  double loss() throws Exception;

  /** Frees what the library holds. */
  @Override
  void close();
}
