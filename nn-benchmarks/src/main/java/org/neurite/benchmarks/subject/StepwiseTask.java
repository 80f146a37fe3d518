package org.neurite.benchmarks.subject;

/** A task of a library that is told what to do step by step. */
public interface StepwiseTask extends Task {
  @Override
  default void run(int batches, Meter meter) throws Exception {
    int batch = 0;
    do {
      step(batch);
      batch = batch + 1 == batches ? 0 : batch + 1;
    } while (meter.tick());
  }

  /**
   * One training step, prediction or product.
   *
   * @param batch number of the batch, from 0
   * @throws Exception whatever the library throws
   */
  void step(int batch) throws Exception;
}
