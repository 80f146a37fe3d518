package org.neurite.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.cli.example.Example;
import org.neurite.core.Neurite;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Embedding;
import org.neurite.core.layer.Lstm;
import org.neurite.core.layer.Permute;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.schedule.CosineSchedule;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;

/** A recurrent network that learns which character follows, then writes text of its own. */
public final class NextCharacter implements Example {
  private static final int STEPS = 64;
  private static final int UNITS = 128;
  private static final int BATCH = 64;
  private static final int EPOCHS = 8;
  private static final int WRITTEN = 300;
  private static final double TEMPERATURE = 0.7;

  /** For {@link java.util.ServiceLoader}. */
  public NextCharacter() {}

  /**
   * Runs the example.
   *
   * @param args {@code [TEXT-FILE]}
   */
  public static void main(String[] args) {
    Terminal.run(new NextCharacter(), args);
  }

  @Override
  public String name() {
    return "next-character";
  }

  @Override
  public String summary() {
    return "an LSTM reads Shakespeare letter by letter and then writes in his manner";
  }

  @Override
  public void run(List<String> arguments, PrintWriter out) {
    String text =
        read(Arguments.parse(arguments).data().orElse(Places.data("tinyshakespeare.txt")));
    String vocabulary = TextWindows.vocabulary(text);
    try (Neurite neurite = Neurite.create()) {
      Trained trained = train(neurite, text, vocabulary, UNITS, EPOCHS, out);
      out.println(write(trained, vocabulary, text.substring(0, STEPS), WRITTEN));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Learns from the first nine tenths and is judged by the last. */
  static Trained train(
      Neurite neurite, String text, String vocabulary, int units, int epochs, PrintWriter out) {
    int cut = text.length() / 10 * 9;
    Dataset seen = new TextWindows(TextWindows.encoded(text.substring(0, cut), vocabulary), STEPS);
    Dataset unseen = new TextWindows(TextWindows.encoded(text.substring(cut), vocabulary), STEPS);
    Model model =
        neurite
            .model("next-character")
            .input(TensorType.int32(Shape.of(STEPS)))
            .layer(new Embedding(vocabulary.length(), 32))
            .layer(new Lstm(units))
            .layer(new Dense(vocabulary.length()))
            .layer(new Permute(2, 1))
            .build();
    out.println(model.summary());
    long steps = (seen.size().orElseThrow() + BATCH - 1) / BATCH;
    return neurite
        .trainer(model)
        .loss(new SoftmaxCrossEntropy())
        .optimizer(new Adam(0.004))
        .schedule(new CosineSchedule(epochs * steps, 0.0004))
        .clipByGlobalNorm(5)
        .validation(unseen)
        .epochs(epochs)
        .batchSize(BATCH)
        .onEpoch(
            report ->
                out.printf(
                    Locale.ROOT,
                    "epoch %d: loss %.3f nats, on unseen text %.3f nats, %.0f s%n",
                    report.epoch(),
                    report.values().get("loss"),
                    report.values().get("val_loss"),
                    report.seconds()))
        .fit(seen);
  }

  /** Goes on with a text: draws one character after the other, the likely ones more often. */
  static String write(Trained trained, String vocabulary, String start, int count) {
    RandomStream random = new RandomStream(1, 2, 3);
    StringBuilder written = new StringBuilder(start);
    try (ArrayPredictor predictor = trained.predictor()) {
      for (int i = 0; i < count; i++) {
        int[] last = TextWindows.encoded(written.substring(written.length() - STEPS), vocabulary);
        float[] input = new float[STEPS];
        for (int k = 0; k < STEPS; k++) {
          input[k] = last[k];
        }
        float[] logits = predictor.predict(input);
        written.append(vocabulary.charAt(drawn(logits, vocabulary.length(), random.uniformAt(i))));
      }
    }
    return written.substring(STEPS);
  }

  /** Logits {@code [vocabulary, STEPS]}, of which the last step counts. */
  private static int drawn(float[] logits, int vocabulary, double uniform) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < vocabulary; c++) {
      largest = Math.max(largest, logits[c * STEPS + STEPS - 1]);
    }
    double[] upTo = new double[vocabulary];
    double sum = 0;
    for (int c = 0; c < vocabulary; c++) {
      sum += Math.exp((logits[c * STEPS + STEPS - 1] - largest) / TEMPERATURE);
      upTo[c] = sum;
    }
    int chosen = 0;
    while (chosen < vocabulary - 1 && upTo[chosen] < uniform * sum) {
      chosen++;
    }
    return chosen;
  }
}
