package org.neurite.api.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Known answers published with the paper's reference implementation (philox4x32, 10 rounds). */
class PhiloxTest {
  private static int[] block(long counterLow, long counterHigh, long key) {
    int[] out = new int[4];
    Philox.block(counterLow, counterHigh, key, out);
    return out;
  }

  @Test
  void zeros() {
    assertThat(block(0, 0, 0)).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
  }

  @Test
  void ones() {
    assertThat(block(-1, -1, -1)).containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
  }

  @Test
  void digitsOfPi() {
    assertThat(block(0x85a308d3243f6a88L, 0x0370734413198a2eL, 0x299f31d0a4093822L))
        .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
  }

  @Test
  void oneWordIsThatOfTheBlock() {
    for (int lane = 0; lane < 4; lane++) {
      assertThat(Philox.word(12, 34, 56, lane)).isEqualTo(block(12, 34, 56)[lane]);
    }
  }
}
