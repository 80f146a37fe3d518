package org.neurite.examples;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurite.api.component.EpochReport;
import org.neurite.api.tensor.NDArray;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.train.Trained;

/** Trains one network on two backends from the same seed and compares what comes out. */
public final class BackendSwap implements Example {
  private static final List<String> BACKENDS = List.of("jvm", "nd4j");
  private static final int EPOCHS = 10;
  private static final long SEED = 42;
  private static final double NANOS_PER_SECOND = 1e9;

  /** For {@link java.util.ServiceLoader}. */
  public BackendSwap() {}

  /**
   * Runs the example.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Terminal.run(new BackendSwap(), args);
  }

  @Override
  public String name() {
    return "backend-swap";
  }

  @Override
  public String summary() {
    return "the same digits network on two backends from the same seed, side by side";
  }

  /**
   * What came of a training.
   *
   * @param losses the mean loss of each epoch
   * @param weights those after the last epoch
   * @param seconds how long it took once the JIT compiler had seen it
   */
  record Outcome(List<Double> losses, Map<String, NDArray> weights, double seconds) {}

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    Digits digits = Digits.small(Places.data("optdigits.csv"));
    List<Outcome> outcomes = new ArrayList<>();
    for (String backend : BACKENDS) {
      outcomes.add(train(backend, digits));
    }
    Outcome first = outcomes.get(0);
    Outcome second = outcomes.get(1);
    out.println("epoch   loss on jvm  loss on nd4j");
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      out.printf(
          Locale.ROOT,
          "%5d  %12.7f  %12.7f%n",
          epoch + 1,
          first.losses().get(epoch),
          second.losses().get(epoch));
    }
    out.printf(
        Locale.ROOT,
        "largest difference of a weight: %.1e%n",
        largestDifference(first.weights(), second.weights()));
    out.printf(
        Locale.ROOT, "seconds: %.2f on jvm, %.2f on nd4j%n", first.seconds(), second.seconds());
  }

  /** Only the backend's name differs from one call to the other. */
  static Outcome train(String backend, Digits digits) {
    try (Neurite neurite = Neurite.create(new NeuriteModule().backend(backend))) {
      fit(neurite, digits);
      long start = System.nanoTime();
      Trained trained = fit(neurite, digits);
      double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
      return new Outcome(losses(trained.history()), trained.weights(), seconds);
    }
  }

  private static Trained fit(Neurite neurite, Digits digits) {
    Model model =
        neurite
            .model("digits")
            .input(digits.train().inputShape())
            .layer(new Dense(256, new Relu()))
            .layer(new Dense(128, new Relu()))
            .layer(new Dense(10))
            .build();
    return neurite
        .trainer(model)
        .loss(new SoftmaxCrossEntropy())
        .optimizer(new Adam(0.001))
        .epochs(EPOCHS)
        .batchSize(128)
        .seed(SEED)
        .fit(digits.train());
  }

  private static List<Double> losses(List<EpochReport> history) {
    return history.stream().map(report -> report.values().get("loss")).toList();
  }

  static double largestDifference(Map<String, NDArray> first, Map<String, NDArray> second) {
    double largest = 0;
    for (Map.Entry<String, NDArray> entry : first.entrySet()) {
      NDArray other = second.get(entry.getKey());
      for (int i = 0; i < entry.getValue().length(); i++) {
        largest = Math.max(largest, Math.abs(entry.getValue().get(i) - other.get(i)));
      }
    }
    return largest;
  }
}
