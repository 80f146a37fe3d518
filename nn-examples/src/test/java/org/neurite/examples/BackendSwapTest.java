package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Fails where ND4J's libraries must load and don't; elsewhere there are none to swap to. */
@EnabledIf("nativesAreExpected")
class BackendSwapTest {
  private static final Pattern LOSSES = Pattern.compile("(?m)^ +(\\d+) +(\\S+) +(\\S+)$");

  /** The systems that docs/backends.md lists. */
  static boolean nativesAreExpected() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return system.matches("Linux (amd64|aarch64)|Mac OS X x86_64|Windows.* amd64");
  }

  @Test
  void bothBackendsLearnTheSameFromTheSameSeed() {
    Digits digits = Digits.small(Places.data("optdigits.csv"));
    BackendSwap.Outcome jvm = BackendSwap.train("jvm", digits);
    BackendSwap.Outcome nd4j = BackendSwap.train("nd4j", digits);

    assertThat(nd4j.losses()).hasSameSizeAs(jvm.losses());
    for (int epoch = 0; epoch < jvm.losses().size(); epoch++) {
      assertThat(nd4j.losses().get(epoch)).isCloseTo(jvm.losses().get(epoch), within(1e-4));
    }
    assertThat(jvm.losses().get(9)).isLessThan(0.2);
    assertThat(nd4j.weights().keySet()).isEqualTo(jvm.weights().keySet());
    assertThat(BackendSwap.largestDifference(jvm.weights(), nd4j.weights())).isLessThan(1e-3);
  }

  @Test
  void printsLossesSideBySideDifferenceAndTimes() {
    Printed printed = Printed.by(new BackendSwap());

    printed.isQuotedIn("backend-swap.md");
    Matcher losses = LOSSES.matcher(printed.text());
    int epochs = 0;
    while (losses.find()) {
      epochs++;
      assertThat(losses.group(1)).isEqualTo(Integer.toString(epochs));
      assertThat(Double.parseDouble(losses.group(3)))
          .isCloseTo(Double.parseDouble(losses.group(2)), within(1e-4));
    }
    assertThat(epochs).isEqualTo(10);
    assertThat(printed.text())
        .startsWith("epoch   loss on jvm  loss on nd4j\n")
        .containsPattern("largest difference of a weight: \\d\\.\\de[-+]\\d\\d\n")
        .containsPattern("seconds: \\d+\\.\\d\\d on jvm, \\d+\\.\\d\\d on nd4j\n");
  }
}
