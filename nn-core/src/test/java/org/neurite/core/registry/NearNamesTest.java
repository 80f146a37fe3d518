package org.neurite.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {
  private static final List<String> KNOWN =
      List.of("dense", "dropout", "batch-norm", "acme:scale", "acme:scales", "sgd");

  @Test
  void findsNamesThatDifferInFewLetters() {
    assertThat(NearNames.of("desne", KNOWN)).containsExactly("dense");
    assertThat(NearNames.of("conv", KNOWN)).isEmpty();
    assertThat(NearNames.of("d".repeat(1_000_000), KNOWN)).isEmpty();
    assertThat(NearNames.of("dens", KNOWN)).containsExactly("dense");
    assertThat(NearNames.of("drop-uot", KNOWN)).containsExactly("dropout");
  }

  @Test
  void ignoresCaseSeparatorsAndAVendorLeftOut() {
    assertThat(NearNames.of("BatchNorm", KNOWN)).containsExactly("batch-norm");
    assertThat(NearNames.of("scale", KNOWN)).containsExactly("acme:scale", "acme:scales");
  }

  @Test
  void makesASentence() {
    assertThat(NearNames.advice(List.of("a", "b"))).isEqualTo("write 'a' or 'b'");
    assertThat(NearNames.advice(List.of())).isEmpty();
  }
}
