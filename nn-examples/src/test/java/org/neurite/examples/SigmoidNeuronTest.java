package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.Neurite;

class SigmoidNeuronTest {
  private final Neurite neurite = Neurite.create();
  private final GradientDescent descent = new GradientDescent(neurite);

  @AfterEach
  void close() {
    neurite.close();
  }

  @Test
  void tracedGradientIsThatOfTheChainRule() {
    List<GradientDescent.Moment> moments = descent.descend();

    assertThat(moments).hasSize(5);
    for (GradientDescent.Moment moment : moments) {
      Slope byHand = GradientDescent.slopeByHand(moment.w(), moment.b());
      assertThat(moment.slope().loss()).isCloseTo(byHand.loss(), within(1e-6));
      assertThat(moment.slope().dw()).isCloseTo(byHand.dw(), within(1e-6));
      assertThat(moment.slope().db()).isCloseTo(byHand.db(), within(1e-6));
    }
  }

  @Test
  void descentAndTrainerEndAtTheSameWeights() {
    GradientDescent.Moment last = descent.descend().get(4);
    Map<String, NDArray> weights = descent.train().weights();

    assertThat(last.w()).isCloseTo(1.3437, within(1e-3));
    assertThat(last.b()).isCloseTo(4.2028, within(1e-3));
    assertThat(weights.get("dense_1.weight").get(0)).isCloseTo(last.w(), within(1e-3));
    assertThat(-weights.get("dense_1.bias").get(0)).isCloseTo(last.b(), within(1e-3));
  }

  @Test
  void moreHoursNeverLowerTheAnswer() {
    GradientDescent.Moment last = descent.descend().get(4);

    assertThat(last.answer(1)).isLessThan(0.1);
    assertThat(last.answer(last.b() / last.w())).isCloseTo(0.5, within(1e-9));
    assertThat(last.answer(5)).isGreaterThan(0.9);
  }

  @Test
  void printsWhatItsPageQuotes(@TempDir Path folder) {
    Printed printed = Printed.by(new SigmoidNeuron(), "--pictures", folder.toString());

    printed.isQuotedIn("sigmoid-neuron.md");
    assertThat(folder.resolve("sigmoid-neuron.png")).isNotEmptyFile();
  }
}
