package org.neurite.core.train;

/** What the steps of one epoch add up to. */
final class EpochTotals {
  private long batches;
  private long samples;
  private double lossSum;
  private double lossWeight;
  private double seconds;
  private double learningRate;

  /** Goes on from where a checkpoint was made; {@link Position#start()} for a new epoch. */
  void set(Position position) {
    batches = position.batches();
    samples = position.samples();
    lossSum = position.lossSum();
    lossWeight = position.lossWeight();
    seconds = position.seconds();
    learningRate = position.learningRate();
  }

  /** The rate that the epoch began with, which is that of the next update before any batch. */
  double learningRate(UpdateClock clock) {
    if (batches == 0) {
      learningRate = clock.rate();
    }
    return learningRate;
  }

  void add(int n, double loss, double weight) {
    batches++;
    samples += n;
    lossSum += loss * weight;
    lossWeight += weight;
  }

  long batches() {
    return batches;
  }

  long samples() {
    return samples;
  }

  double meanLoss() {
    return lossWeight == 0 ? 0 : lossSum / lossWeight;
  }

  /** Time of this epoch, with that of runs before this one. */
  double seconds(long started) {
    return seconds + (System.nanoTime() - started) * 1e-9;
  }

  /** The place in the training after the last batch. */
  Position position(int epoch, long step, UpdateClock clock, long started) {
    return new Position(
        epoch,
        batches,
        step,
        clock.updates(),
        clock.pending(),
        samples,
        lossSum,
        lossWeight,
        seconds(started),
        learningRate);
  }
}
