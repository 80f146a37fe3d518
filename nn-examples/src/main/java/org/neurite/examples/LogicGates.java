package org.neurite.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;
import org.neurite.core.predict.ArrayPredictor;

/**
 * What one neuron can do, and what it takes a hidden layer for. A threshold neuron with weights set
 * by hand is AND, OR or NOR; the perceptron rule finds such weights by itself; for XOR there are
 * none, and a second layer solves it.
 */
public final class LogicGates implements Example {
  /** For {@link java.util.ServiceLoader}. */
  public LogicGates() {}

  /**
   * Runs the example.
   *
   * @param args {@code [--pictures FOLDER]}
   */
  public static void main(String[] args) {
    Terminal.run(new LogicGates(), args);
  }

  @Override
  public String name() {
    return "logic-gates";
  }

  @Override
  public String summary() {
    return "threshold neurons, the perceptron rule, and why XOR needs a hidden layer";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    try (Neurite neurite = Neurite.create()) {
      new Lesson(neurite, out).run(Arguments.parse(arguments).pictures());
    }
  }

  private record Lesson(Neurite neurite, Perceptrons perceptrons, PrintWriter out) {
    Lesson(Neurite neurite, PrintWriter out) {
      this(neurite, new Perceptrons(neurite), out);
    }

    void run(Path pictures) {
      out.println("1. Weights set by hand");
      byHand(Gate.AND, new ThresholdNeuron(1, 1, 2));
      byHand(Gate.OR, new ThresholdNeuron(1, 1, 1));
      byHand(Gate.NOR, new ThresholdNeuron(-1, -1, 0));
      out.println("2. Weights found by the perceptron rule");
      Map<Gate, ThresholdNeuron> learnt = new EnumMap<>(Gate.class);
      for (Gate gate : List.of(Gate.AND, Gate.OR, Gate.NOR)) {
        learnt.put(gate, learning(gate));
      }
      out.println("3. One neuron and XOR");
      learning(Gate.XOR);
      best(Gate.AND);
      best(Gate.XOR);
      out.println("4. A hidden layer and XOR");
      int right = Gate.XOR.right(XorNetwork.answersByHand(neurite));
      out.printf(Locale.ROOT, "   set by hand, as OR but not AND: %d of 4 right%n", right);
      try (ArrayPredictor network = XorNetwork.train(neurite)) {
        trained(network);
        Path picture = new LogicGatesPicture(neurite).draw(pictures, learnt, network);
        out.println("picture: " + picture);
      }
    }

    private void byHand(Gate gate, ThresholdNeuron neuron) {
      int right = gate.right(neuron.answers(neurite, Gate.INPUTS));
      out.printf(Locale.ROOT, "   %-3s  %s: %d of 4 right%n", gate, neuron, right);
    }

    private ThresholdNeuron learning(Gate gate) {
      List<Perceptrons.Pass> passes = perceptrons.learn(gate);
      for (Perceptrons.Pass pass : passes) {
        out.printf(
            Locale.ROOT,
            "   %-3s  pass %d: mistakes %d, then %s: %d of 4 right%n",
            gate,
            pass.number(),
            pass.mistakes(),
            pass.neuron(),
            pass.right());
      }
      return passes.get(passes.size() - 1).neuron();
    }

    private void best(Gate gate) {
      out.printf(
          Locale.ROOT,
          "   the best of %,d neurons for %s: %d of 4 right%n",
          Perceptrons.TRIED,
          gate,
          perceptrons.best(gate));
    }

    private void trained(ArrayPredictor network) {
      for (int row = 0; row < 4; row++) {
        float x1 = (float) Gate.INPUTS.get(2 * row);
        float x2 = (float) Gate.INPUTS.get(2 * row + 1);
        double probability = 1 / (1 + Math.exp(-network.predict(x1, x2)[0]));
        out.printf(
            Locale.ROOT,
            "   trained: %.0f xor %.0f is %d, the network says %.2f%n",
            x1,
            x2,
            Gate.XOR.answer(row),
            probability);
      }
      int right = Gate.XOR.right(XorNetwork.answers(network, Gate.INPUTS));
      out.printf(Locale.ROOT, "   trained: %d of 4 right%n", right);
    }
  }
}
