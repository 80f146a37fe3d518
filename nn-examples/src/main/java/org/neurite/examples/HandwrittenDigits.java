package org.neurite.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Dense;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.train.Trained;
import org.neurite.data.idx.Idx;

/**
 * Reads handwritten digits: MNIST from a directory, or the committed small images where there is
 * none.
 */
public final class HandwrittenDigits implements Example {
  /** System property that names MNIST's directory, if no argument does. */
  public static final String PROPERTY = "neurite.mnist";

  private static final int MNIST_EPOCHS = 5;
  private static final int SMALL_EPOCHS = 30;

  /** For {@link java.util.ServiceLoader}. */
  public HandwrittenDigits() {}

  /**
   * Runs the example.
   *
   * @param args {@code [DIRECTORY] [--pictures FOLDER]}
   */
  public static void main(String[] args) {
    Terminal.run(new HandwrittenDigits(), args);
  }

  @Override
  public String name() {
    return "handwritten-digits";
  }

  @Override
  public String summary() {
    return "a network of three layers reads digits: MNIST, or a small set that is always there";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    Arguments options = Arguments.parse(arguments);
    Optional<Path> directory =
        options.data().or(() -> Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of));
    boolean isMnist = directory.filter(Idx::isDirectory).isPresent();
    out.println(source(directory, isMnist));
    Digits digits =
        isMnist
            ? Digits.mnist(directory.orElseThrow())
            : Digits.small(Places.data("optdigits.csv"));
    try (Neurite neurite = Neurite.create()) {
      Trained trained = train(neurite, digits, isMnist ? MNIST_EPOCHS : SMALL_EPOCHS, out);
      DigitsPicture picture = new DigitsPicture(trained, digits);
      out.printf(
          Locale.ROOT, "%d of %d test images are misread%n", picture.misread(), picture.images());
      out.println("picture: " + picture.draw(options.pictures()));
    }
  }

  private static String source(Optional<Path> directory, boolean isMnist) {
    if (isMnist) {
      return "MNIST from " + directory.orElseThrow();
    }
    String why =
        directory
            .map(path -> "No MNIST files in " + path)
            .orElse("No directory with MNIST's four files was given");
    return why + ": using the small images of optdigits.csv";
  }

  /** Trains a network that gives ten logits, one per digit. */
  static Trained train(Neurite neurite, Digits digits, int epochs, PrintWriter out) {
    ModelBuilder builder = neurite.model("digits").input(digits.train().inputShape());
    for (int units : digits.hidden()) {
      builder.layer(new Dense(units, new Relu()));
    }
    Model model = builder.layer(new Dense(10)).build();
    out.println(model.summary());
    return neurite
        .trainer(model)
        .loss(new SoftmaxCrossEntropy())
        .optimizer(new Adam(digits.side() > 8 ? 0.001 : 0.003))
        .metrics(new Accuracy())
        .validation(digits.test())
        .epochs(epochs)
        .batchSize(digits.side() > 8 ? 128 : 32)
        .onEpoch(
            report ->
                out.printf(
                    Locale.ROOT,
                    "epoch %2d: loss %.4f, right on unseen images %.2f %%%n",
                    report.epoch(),
                    report.values().get("loss"),
                    100 * report.values().get("val_accuracy")))
        .fit(digits.train());
  }
}
