package org.neurite.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.core.Neurite;
import org.neurite.core.predict.ArrayPredictor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogicGatesTest {
  private Neurite neurite;

  @BeforeAll
  void start() {
    neurite = Neurite.create();
  }

  @AfterAll
  void stop() {
    neurite.close();
  }

  @ParameterizedTest
  @CsvSource({"AND, 1, 1, 2", "OR, 1, 1, 1", "NOR, -1, -1, 0"})
  void weightsSetByHandAreTheGate(Gate gate, float w1, float w2, float threshold) {
    ThresholdNeuron neuron = new ThresholdNeuron(w1, w2, threshold);

    assertThat(gate.right(neuron.answers(neurite, Gate.INPUTS))).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"AND, 6, 2, 1, 3", "OR, 4, 1, 1, 1", "NOR, 4, -1, -1, 0"})
  void perceptronRuleFindsWeights(Gate gate, int passes, float w1, float w2, float threshold) {
    List<Perceptrons.Pass> learnt = new Perceptrons(neurite).learn(gate);

    assertThat(learnt).hasSize(passes);
    assertThat(learnt.get(passes - 1))
        .isEqualTo(new Perceptrons.Pass(passes, 0, new ThresholdNeuron(w1, w2, threshold), 4));
  }

  @Test
  void perceptronRuleNeverLearnsXor() {
    List<Perceptrons.Pass> learnt = new Perceptrons(neurite).learn(Gate.XOR);

    assertThat(learnt).hasSize(8).allMatch(pass -> pass.mistakes() > 0 && pass.right() < 4);
  }

  @Test
  void noSingleNeuronIsXor() {
    Perceptrons perceptrons = new Perceptrons(neurite);

    assertThat(perceptrons.best(Gate.XOR)).isEqualTo(3);
    assertThat(perceptrons.best(Gate.AND)).isEqualTo(4);
  }

  @Test
  void hiddenLayerIsXorByHandAndByTraining() {
    assertThat(XorNetwork.answersByHand(neurite)).containsExactly(0, 1, 1, 0);
    try (ArrayPredictor trained = XorNetwork.train(neurite)) {
      assertThat(XorNetwork.answers(trained, Gate.INPUTS)).containsExactly(0, 1, 1, 0);
    }
  }

  @Test
  void printsWhatItsPageQuotes(@TempDir Path folder) {
    Printed printed = Printed.by(new LogicGates(), "--pictures", folder.toString());

    printed.isQuotedIn("logic-gates.md");
    assertThat(folder.resolve("logic-gates.png")).isNotEmptyFile();
  }
}
