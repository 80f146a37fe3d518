package org.neurite.examples;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;
import org.neurite.core.activation.Relu;
import org.neurite.core.layer.Conv2D;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Flatten;
import org.neurite.core.layer.MaxPool2D;
import org.neurite.core.layer.Padding;
import org.neurite.core.layer.Reshape;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.schedule.OneCycle;
import org.neurite.core.train.Trained;
import org.neurite.data.idx.Idx;

/**
 * A convolutional network after LeNet-5 (LeCun, Bottou, Bengio, Haffner, 1998), with rectifiers and
 * more channels, on images in IDX files: MNIST, or Fashion-MNIST. Where there are none it takes the
 * committed small digits.
 */
public final class LeNet implements Example {
  private static final int EPOCHS = 3;
  private static final int SMALL_EPOCHS = 8;
  private static final int BATCH = 64;

  /** For {@link java.util.ServiceLoader}. */
  public LeNet() {}

  /**
   * Runs the example.
   *
   * @param args {@code [DIRECTORY]}
   */
  public static void main(String[] args) {
    Terminal.run(new LeNet(), args);
  }

  @Override
  public String name() {
    return "lenet";
  }

  @Override
  public String summary() {
    return "convolutions see that pixels have neighbours: MNIST, Fashion-MNIST, or a small set";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    Optional<Path> directory = Arguments.parse(arguments).data();
    boolean found = directory.filter(Idx::isDirectory).isPresent();
    out.println(
        found
            ? "images from " + directory.orElseThrow()
            : directory.map(path -> "No images in " + path).orElse("No directory was given")
                + ": using the small images of optdigits.csv");
    Digits images =
        found ? Digits.mnist(directory.orElseThrow()) : Digits.small(Places.data("optdigits.csv"));
    try (Neurite neurite = Neurite.create()) {
      train(neurite, images, found ? EPOCHS : SMALL_EPOCHS, out);
    }
  }

  /** Two convolutions, each followed by pooling, then two dense layers. */
  static Model model(Neurite neurite, Digits images) {
    int side = images.side();
    int kernel = side > 8 ? 5 : 3;
    Padding padding = side > 8 ? Padding.VALID : Padding.SAME;
    return neurite
        .model("lenet")
        .input(images.train().inputShape())
        .layer(new Reshape(1, side, side))
        .layer(new Conv2D(20, kernel, padding, new Relu()))
        .layer(new MaxPool2D(2))
        .layer(new Conv2D(50, kernel, padding, new Relu()))
        .layer(new MaxPool2D(2))
        .layer(new Flatten())
        .layer(new Dense(500, new Relu()))
        .layer(new Dense(10))
        .build();
  }

  /** The rate rises and falls once in the whole training. */
  static Trained train(Neurite neurite, Digits images, int epochs, PrintWriter out) {
    Model model = model(neurite, images);
    out.println(model.summary());
    long steps = (images.train().size().orElseThrow() + BATCH - 1) / BATCH;
    return neurite
        .trainer(model)
        .loss(new SoftmaxCrossEntropy())
        .optimizer(new Adam(0.003))
        .schedule(new OneCycle(epochs * steps))
        .metrics(new Accuracy())
        .validation(images.test())
        .epochs(epochs)
        .batchSize(BATCH)
        .onEpoch(
            report ->
                out.printf(
                    Locale.ROOT,
                    "epoch %2d: loss %.4f, right on unseen images %.2f %%, %.0f s%n",
                    report.epoch(),
                    report.values().get("loss"),
                    100 * report.values().get("val_accuracy"),
                    report.seconds()))
        .fit(images.train());
  }
}
