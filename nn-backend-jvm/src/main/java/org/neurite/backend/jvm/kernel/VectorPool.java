package org.neurite.backend.jvm.kernel;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.neurite.backend.jvm.simd.LoopFamily;

/**
 * Pooling over windows of two by two cells that meet without gaps, with the Vector API. Planes then
 * are nothing but a long list of pairs of lines, {@code [2, 2 * width] -> [width]} each. The first
 * of the largest cells wins, as in {@link PoolKernel}. Loaded only where the Vector API is.
 */
final class VectorPool {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** In both halves the lanes with even numbers, or those with odd ones. */
  private static final VectorShuffle<Float> EVEN =
      VectorShuffle.fromOp(SPECIES, i -> 2 * i % LANES);

  private static final VectorShuffle<Float> ODD =
      VectorShuffle.fromOp(SPECIES, i -> 2 * i % LANES + 1);

  /** Each lane of one half twice. */
  private static final VectorShuffle<Float> LOW = VectorShuffle.fromOp(SPECIES, i -> i / 2);

  private static final VectorShuffle<Float> HIGH =
      VectorShuffle.fromOp(SPECIES, i -> LANES / 2 + i / 2);

  private static final VectorMask<Float> UPPER_HALF =
      VectorMask.fromLong(SPECIES, -1L << LANES / 2);

  private static final VectorMask<Float> ODD_LANES =
      VectorMask.fromLong(SPECIES, 0xaaaa_aaaa_aaaa_aaaaL);

  /** Which loops are compiled. */
  static final LoopFamily WARM_UP = new LoopFamily(VectorPool::loops);

  private VectorPool() {}

  private static List<Runnable> loops() {
    float[] image = new float[8 * 4 * LANES];
    float[] values = new float[image.length];
    float[] pooled = new float[8 * LANES];
    return List.of(
        () -> pick(image, values, pooled, 0, 8, LANES),
        () -> pick(image, image, pooled, 0, 8, LANES),
        () -> scatter(image, pooled, values, 0, 8, LANES));
  }

  /**
   * Pairs of lines after the last one computed here that must be there and be computed later: a
   * vector that is longer than a line reads and writes beyond its end.
   */
  static int guard(int width) {
    return width >= LANES ? 0 : (LANES - 1) / width;
  }

  /**
   * For each window, the value at its largest cell.
   *
   * @param x what is compared
   * @param values what is picked
   * @param result receives the picked values
   * @param from the first pair of lines
   * @param to the pair after the last
   * @param width windows of a line
   */
  static void pick(float[] x, float[] values, float[] result, int from, int to, int width) {
    for (int row = from; row < to; row++) {
      for (int j = 0; j < width; j += LANES) {
        int column = Math.max(0, Math.min(j, width - LANES));
        int top = row * 4 * width + 2 * column;
        if (x == values) {
          largest(x, top, top + 2 * width, result, row * width + column);
        } else {
          pickWindows(x, values, top, top + 2 * width, result, row * width + column);
        }
      }
    }
  }

  private static void largest(float[] x, int top, int bottom, float[] result, int to) {
    FloatVector best = cells(x, top, EVEN);
    FloatVector next = cells(x, top, ODD);
    best = best.blend(next, next.compare(VectorOperators.GT, best));
    next = cells(x, bottom, EVEN);
    best = best.blend(next, next.compare(VectorOperators.GT, best));
    next = cells(x, bottom, ODD);
    best.blend(next, next.compare(VectorOperators.GT, best)).intoArray(result, to);
  }

  private static void pickWindows(
      float[] x, float[] values, int top, int bottom, float[] result, int to) {
    FloatVector best = cells(x, top, EVEN);
    FloatVector picked = cells(values, top, EVEN);
    FloatVector next = cells(x, top, ODD);
    VectorMask<Float> wins = next.compare(VectorOperators.GT, best);
    best = best.blend(next, wins);
    picked = picked.blend(cells(values, top, ODD), wins);
    next = cells(x, bottom, EVEN);
    wins = next.compare(VectorOperators.GT, best);
    best = best.blend(next, wins);
    picked = picked.blend(cells(values, bottom, EVEN), wins);
    next = cells(x, bottom, ODD);
    wins = next.compare(VectorOperators.GT, best);
    picked.blend(cells(values, bottom, ODD), wins).intoArray(result, to);
  }

  /**
   * Puts each window's number at its largest cell, and zero at the others.
   *
   * @param x what is compared
   * @param numbers a number for each window
   * @param result receives the lines
   * @param from the first pair of lines
   * @param to the pair after the last
   * @param width windows of a line
   */
  static void scatter(float[] x, float[] numbers, float[] result, int from, int to, int width) {
    for (int row = from; row < to; row++) {
      for (int j = 0; j < width; j += LANES) {
        int column = Math.max(0, Math.min(j, width - LANES));
        int top = row * 4 * width + 2 * column;
        scatterWindows(x, top, top + 2 * width, numbers, row * width + column, result);
      }
    }
  }

  private static void scatterWindows(
      float[] x, int top, int bottom, float[] numbers, int from, float[] result) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector first = FloatVector.fromArray(SPECIES, numbers, from);
    FloatVector number = first;
    FloatVector best = cells(x, top, EVEN);
    FloatVector next = cells(x, top, ODD);
    VectorMask<Float> wins = next.compare(VectorOperators.GT, best);
    best = best.blend(next, wins);
    FloatVector second = zero.blend(number, wins);
    first = first.blend(zero, wins);
    next = cells(x, bottom, EVEN);
    wins = next.compare(VectorOperators.GT, best);
    best = best.blend(next, wins);
    FloatVector third = zero.blend(number, wins);
    first = first.blend(zero, wins);
    second = second.blend(zero, wins);
    next = cells(x, bottom, ODD);
    wins = next.compare(VectorOperators.GT, best);
    FloatVector fourth = zero.blend(number, wins);
    first = first.blend(zero, wins);
    second = second.blend(zero, wins);
    third = third.blend(zero, wins);
    // A method for these lines would have its operands put into objects.
    first.rearrange(LOW).blend(second.rearrange(LOW), ODD_LANES).intoArray(result, top);
    first.rearrange(HIGH).blend(second.rearrange(HIGH), ODD_LANES).intoArray(result, top + LANES);
    third.rearrange(LOW).blend(fourth.rearrange(LOW), ODD_LANES).intoArray(result, bottom);
    third
        .rearrange(HIGH)
        .blend(fourth.rearrange(HIGH), ODD_LANES)
        .intoArray(result, bottom + LANES);
  }

  /** Every second cell of a line. */
  private static FloatVector cells(float[] line, int from, VectorShuffle<Float> which) {
    FloatVector low = FloatVector.fromArray(SPECIES, line, from);
    FloatVector high = FloatVector.fromArray(SPECIES, line, from + LANES);
    return low.rearrange(which).blend(high.rearrange(which), UPPER_HALF);
  }
}
