package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativesTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, true",
    "Linux, aarch64, true",
    "Linux, riscv64, false",
    "Mac OS X, x86_64, true",
    "Mac OS X, aarch64, false",
    "Windows 11, amd64, true",
    "Windows 11, aarch64, false",
    "FreeBSD, amd64, false"
  })
  void areExpectedWhereTheDocumentationListsTheSystem(String name, String arch, boolean expected) {
    assertThat(Natives.expected(name, arch)).isEqualTo(expected);
  }

  @Test
  @DisabledIf(Natives.EXPECTED)
  void elsewhereTheProbeSaysSo() {
    assertThat(new Nd4jBackendProvider().probe().available()).isFalse();
  }
}
