package org.neurite.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void showsFourDigitsOrAllBeforeThePoint() {
    assertThat(Figures.show(0)).isEqualTo("0");
    assertThat(Figures.show(1)).isEqualTo("1.000");
    assertThat(Figures.show(0.25)).isEqualTo("0.2500");
    assertThat(Figures.show(500)).isEqualTo("500.0");
    assertThat(Figures.show(0.93333333)).isEqualTo("0.9333");
    assertThat(Figures.show(-12.3456)).isEqualTo("-12.35");
    assertThat(Figures.show(53_210.4)).isEqualTo("53,210");
    assertThat(Figures.show(3_067_890_123.0)).isEqualTo("3.068E+9");
    assertThat(Figures.show(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void showsTimes() {
    assertThat(Figures.duration(0)).isEqualTo("0 s");
    assertThat(Figures.duration(0.2)).isEqualTo("1 s");
    assertThat(Figures.duration(59.4)).isEqualTo("59 s");
    assertThat(Figures.duration(185)).isEqualTo("3 min 5 s");
  }
}
