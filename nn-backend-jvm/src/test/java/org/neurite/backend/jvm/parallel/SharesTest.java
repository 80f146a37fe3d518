package org.neurite.backend.jvm.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void ownersClaimTheFirstPartAndOthersTheLast() {
    Shares shares = new Shares(2);
    assertThat(shares.areEmpty()).isTrue();
    shares.open(8);

    assertThat(shares.areEmpty()).isFalse();
    assertThat(shares.claim(1, shares.state(1), true)).isEqualTo(4);
    assertThat(shares.claim(1, shares.state(1), false)).isEqualTo(7);
    assertThat(shares.claim(1, shares.state(1), true)).isEqualTo(5);
    assertThat(shares.claim(1, shares.state(1), false)).isEqualTo(6);
    assertThat(Shares.isEmpty(shares.state(1))).isTrue();
    assertThat(Shares.isEmpty(shares.state(0))).isFalse();
    assertThat(Shares.areTogether(shares.state(0), shares.state(1))).isTrue();
  }

  @Test
  void fewPartsAreForTheFirstThreads() {
    Shares shares = new Shares(4);
    shares.open(2);

    assertThat(shares.claim(0, shares.state(0), true)).isZero();
    assertThat(shares.claim(1, shares.state(1), true)).isEqualTo(1);
    assertThat(shares.areEmpty()).isTrue();
    assertThat(Shares.areTogether(shares.state(0), shares.state(3))).isTrue();
  }

  @Test
  void whoIsLateClaimsNothing() {
    Shares shares = new Shares(1);
    shares.open(3);
    long seen = shares.state(0);
    assertThat(shares.claim(0, seen, true)).isZero();

    assertThat(shares.claim(0, seen, true)).isEqualTo(-1);
    assertThat(shares.claim(0, seen, false)).isEqualTo(-1);
  }

  @Test
  void theSamePartsOfAnotherRegionAreOthers() {
    Shares shares = new Shares(1);
    shares.open(Shares.MOST);
    long seen = shares.state(0);
    shares.open(Shares.MOST);

    assertThat(Shares.areTogether(seen, shares.state(0))).isFalse();
    assertThat(shares.claim(0, seen, true)).isEqualTo(-1);
    assertThat(shares.claim(0, shares.state(0), false)).isEqualTo(Shares.MOST - 1);
  }
}
