package org.neurite.backend.jvm.kernel;

import org.neurite.api.random.Philox;

/**
 * {@link Philox} blocks of consecutive counters, many at a time: the same words, from loops over
 * independent lanes that keep the processor's multipliers busy. Holds scratch memory of one worker.
 */
final class PhiloxLanes {
  /** Blocks computed at once. */
  static final int BLOCKS = 64;

  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  /** The four words of each block, as unsigned numbers. */
  final long[][] words = new long[4][BLOCKS];

  /** Computes the blocks of counters {@code first} to {@code first + BLOCKS - 1}. */
  void compute(long first, long step, long key) {
    long[] c0 = words[0];
    long[] c1 = words[1];
    long[] c2 = words[2];
    long[] c3 = words[3];
    for (int i = 0; i < BLOCKS; i++) {
      c0[i] = first + i & LOW;
      c1[i] = first + i >>> 32;
      c2[i] = step & LOW;
      c3[i] = step >>> 32;
    }
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < 10; round++) {
      round(c0, c1, c2, c3, k0 & LOW, k1 & LOW);
      k0 += W0;
      k1 += W1;
    }
  }

  private static void round(long[] c0, long[] c1, long[] c2, long[] c3, long k0, long k1) {
    for (int i = 0; i < BLOCKS; i++) {
      long p0 = M0 * c0[i];
      long p1 = M1 * c2[i];
      c0[i] = p1 >>> 32 ^ c1[i] ^ k0;
      c2[i] = p0 >>> 32 ^ c3[i] ^ k1;
      c1[i] = p1 & LOW;
      c3[i] = p0 & LOW;
    }
  }
}
