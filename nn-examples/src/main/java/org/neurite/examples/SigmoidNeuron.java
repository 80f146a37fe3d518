package org.neurite.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurite.api.tensor.NDArray;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;

/**
 * From the step to the sigmoid: a threshold has no slope to follow, a sigmoid has one everywhere.
 * One neuron learns by gradient descent; the gradient that Neurite traces is printed beside the one
 * derived by hand.
 */
public final class SigmoidNeuron implements Example {
  /** For {@link java.util.ServiceLoader}. */
  public SigmoidNeuron() {}

  /**
   * Runs the example.
   *
   * @param args {@code [--pictures FOLDER]}
   */
  public static void main(String[] args) {
    Terminal.run(new SigmoidNeuron(), args);
  }

  @Override
  public String name() {
    return "sigmoid-neuron";
  }

  @Override
  public String summary() {
    return "one neuron learns by gradient descent, its gradient checked by hand";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    try (Neurite neurite = Neurite.create()) {
      run(new GradientDescent(neurite), Arguments.parse(arguments).pictures(), out);
    }
  }

  private static void run(GradientDescent descent, Path pictures, PrintWriter out) {
    List<GradientDescent.Moment> moments = descent.descend();
    out.println("                                  slope by weight       slope by bias");
    out.println("step   weight     bias     loss   traced   by hand     traced   by hand");
    moments.forEach(moment -> print(moment, out));
    GradientDescent.Moment last = moments.get(moments.size() - 1);
    double half = last.b() / last.w();
    out.printf(Locale.ROOT, "the neuron is undecided at %.2f hours%n", half);
    Map<String, NDArray> weights = descent.train().weights();
    out.printf(
        Locale.ROOT,
        "a trainer finds weight %.4f, bias %.4f%n",
        weights.get("dense_1.weight").get(0),
        -weights.get("dense_1.bias").get(0));
    out.println("picture: " + SigmoidPicture.draw(pictures, moments));
  }

  private static void print(GradientDescent.Moment moment, PrintWriter out) {
    Slope byHand = GradientDescent.slopeByHand(moment.w(), moment.b());
    out.printf(
        Locale.ROOT,
        "%4d %8.4f %8.4f %8.4f %8.5f  %8.5f   %8.5f  %8.5f%n",
        moment.step(),
        moment.w(),
        moment.b(),
        moment.slope().loss(),
        moment.slope().dw(),
        byHand.dw(),
        moment.slope().db(),
        byHand.db());
  }
}
