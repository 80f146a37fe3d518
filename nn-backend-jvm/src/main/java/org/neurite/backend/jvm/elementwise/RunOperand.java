package org.neurite.backend.jvm.elementwise;

import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.loop.LoopFactory;

/**
 * An operand of which every element stands for many of the domain, one after the other, as a number
 * for each channel of an image: loops read it as a number, and a range ends where that changes.
 */
final class RunOperand {
  /** The least length that is worth a call of the loop. */
  private static final int LEAST = 128;

  private final int value;
  private final float[] data;
  private final Repetition repetition;

  /** The number, for each worker. */
  private final float[][] numbers;

  RunOperand(int value, float[] data, Shape shape, Shape domain, int workers) {
    this.value = value;
    this.data = data;
    this.repetition = new Repetition(shape, domain);
    this.numbers = new float[workers][1];
  }

  /** Whether an operand is of that kind. Ranges of whole vectors leave nothing to compute aside. */
  static boolean suits(Shape shape, Shape domain) {
    long run = Repetition.run(shape, domain);
    return run >= LEAST && run % LoopFactory.PADDING == 0;
  }

  void resolve(int n) {
    repetition.resolve(n);
  }

  /** Enters a worker's number into its tables. */
  void enter(float[][] table, int worker) {
    table[value] = numbers[worker];
  }

  /** How many elements from {@code start} to take, so that they all have the same number. */
  int limit(int start, int count) {
    return repetition.isNumber()
        ? count
        : Math.min(count, repetition.length() - start % repetition.length());
  }

  /** Makes the number at an element of the domain available to a worker. */
  void place(int worker, int start) {
    numbers[worker][0] = data[repetition.index(start)];
  }
}
