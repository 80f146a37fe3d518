package org.neurite.api.random;

import org.neurite.api.API;

/**
 * Philox 4x32-10, a counter-based generator: Salmon, Moraes, Dror, Shaw, "Parallel random numbers:
 * as easy as 1, 2, 3" (SC 2011). A block of four 32-bit words is a pure function of a 128-bit
 * counter and a 64-bit key.
 */
@API(API.Status.STABLE)
public final class Philox {
  private static final int M0 = 0xD2511F53;
  private static final int M1 = 0xCD9E8D57;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * One word of a block. Computes the whole block; use {@link #block} where all four are wanted.
   *
   * @param counterLow low 64 bits of the counter
   * @param counterHigh high 64 bits of the counter
   * @param key the key
   * @param lane which word, 0 to 3
   * @return 32 random bits
   */
  public static int word(long counterLow, long counterHigh, long key, int lane) {
    int[] block = new int[4];
    block(counterLow, counterHigh, key, block);
    return block[lane];
  }

  /**
   * One block.
   *
   * @param counterLow low 64 bits of the counter
   * @param counterHigh high 64 bits of the counter
   * @param key the key
   * @param out receives four words of 32 random bits
   */
  public static void block(long counterLow, long counterHigh, long key, int[] out) {
    int c0 = (int) counterLow;
    int c1 = (int) (counterLow >>> 32);
    int c2 = (int) counterHigh;
    int c3 = (int) (counterHigh >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < 10; round++) {
      long p0 = (M0 & LOW) * (c0 & LOW);
      long p1 = (M1 & LOW) * (c2 & LOW);
      int next0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      int next2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c1 = (int) p1;
      c3 = (int) p0;
      c0 = next0;
      c2 = next2;
      k0 += W0;
      k1 += W1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }
}
