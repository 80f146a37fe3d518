package org.neurite.api.random;

import org.neurite.api.API;

/**
 * The random numbers of one node at one step. Element {@code i} is a pure function of (seed, node
 * key, step, i):
 *
 * <ul>
 *   <li>Philox key: {@code mix(seed ^ mix(nodeKey))}, with the finaliser of SplitMix64 as {@code
 *       mix};
 *   <li>counter: low 64 bits {@code i / 4} (uniform) or {@code i / 2} (normal), high 64 bits the
 *       step;
 *   <li>uniform: the top 24 bits of word {@code i % 4}, times 2^-24, a float in [0, 1);
 *   <li>normal (Box, Muller, 1958): element {@code i} takes words {@code 2 (i % 2)} and {@code 2 (i
 *       % 2) + 1} as {@code u = (top 24 bits + 1) 2^-24}, {@code v = top 24 bits 2^-24}; the value
 *       is {@code sqrt(-2 ln u) cos(2 pi v)} in double ({@link StrictMath}), rounded to float.
 * </ul>
 *
 * <p>Immutable; every method may be called from any thread.
 */
@API(API.Status.STABLE)
public final class RandomStream {
  private static final double UNIT = 0x1p-24;

  private final long key;
  private final long step;

  /**
   * The numbers of a node.
   *
   * @param seed the session's seed
   * @param nodeKey what tells the node from others
   * @param step the step
   */
  public RandomStream(long seed, long nodeKey, long step) {
    this.key = philoxKey(seed, nodeKey);
    this.step = step;
  }

  /**
   * The Philox key of a node.
   *
   * @param seed the session's seed
   * @param nodeKey what tells the node from others
   * @return the key
   */
  public static long philoxKey(long seed, long nodeKey) {
    return mix(seed ^ mix(nodeKey));
  }

  /**
   * A node key from a name: 64-bit FNV-1a over its UTF-16 units.
   *
   * @param name for instance a layer path and a number
   * @return the key
   */
  public static long nodeKey(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return hash;
  }

  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Fills with uniform numbers in [0, 1).
   *
   * @param out receives the numbers
   * @param offset where in {@code out} to begin
   * @param first element index of the first number
   * @param count how many
   * @param block scratch of 4 ints
   */
  public void uniform(float[] out, int offset, long first, int count, int[] block) {
    for (int i = 0; i < count; i++) {
      long element = first + i;
      int lane = (int) (element & 3);
      if (i == 0 || lane == 0) {
        Philox.block(element >>> 2, step, key, block);
      }
      out[offset + i] = (float) ((block[lane] >>> 8) * UNIT);
    }
  }

  /**
   * Fills with standard normal numbers.
   *
   * @param out receives the numbers
   * @param offset where in {@code out} to begin
   * @param first element index of the first number
   * @param count how many
   * @param block scratch of 4 ints
   */
  public void normal(float[] out, int offset, long first, int count, int[] block) {
    for (int i = 0; i < count; i++) {
      long element = first + i;
      int lane = (int) (element & 1) * 2;
      if (i == 0 || lane == 0) {
        Philox.block(element >>> 1, step, key, block);
      }
      double u = ((block[lane] >>> 8) + 1) * UNIT;
      double v = (block[lane + 1] >>> 8) * UNIT;
      double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
      out[offset + i] = (float) (radius * StrictMath.cos(2 * StrictMath.PI * v));
    }
  }

  /**
   * One uniform number.
   *
   * @param element its index
   * @return a number in [0, 1)
   */
  public double uniformAt(long element) {
    return (Philox.word(element >>> 2, step, key, (int) (element & 3)) >>> 8) * UNIT;
  }

  /**
   * One standard normal number, before rounding to float.
   *
   * @param element its index
   * @return the float value as a double
   */
  public double normalAt(long element) {
    float[] one = new float[1];
    normal(one, 0, element, 1, new int[4]);
    return one[0];
  }

  /**
   * A random permutation of 0 … size - 1 (Fisher, Yates, 1938; Durstenfeld's form).
   *
   * @param size how many
   * @return the permutation; the same for the same stream
   */
  public int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    int[] block = new int[4];
    for (int i = size - 1; i > 0; i--) {
      Philox.block(i, step, key, block);
      long bits = (block[0] & 0xFFFFFFFFL) << 31 | (block[1] >>> 1);
      int j = (int) Math.floorMod(bits, i + 1L);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
