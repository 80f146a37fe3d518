package org.neurite.examples;

import java.io.PrintWriter;
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
import org.neurite.core.train.Trained;
import org.neurite.data.Split;
import org.neurite.data.preprocess.TextPreprocessing;
import org.neurite.data.text.TextData;

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
    TextData text =
        TextData.read(Arguments.parse(arguments).data().orElse(Places.data("tinyshakespeare.txt")));
    Split split = split(text);
    try (Neurite neurite = Neurite.create()) {
      Trained trained = train(neurite, split, UNITS, EPOCHS, out);
      out.println(write(trained, split, text.text().substring(0, STEPS), WRITTEN));
    }
  }

  /** The first nine tenths to learn from, the last to be judged by. */
  static Split split(TextData text) {
    return text.split(STEPS, 0.9);
  }

  static Trained train(Neurite neurite, Split split, int units, int epochs, PrintWriter out) {
    int characters = split.preprocessing().target().outputs();
    Model model =
        neurite
            .model("next-character")
            .input(TensorType.int32(Shape.of(STEPS)))
            .layer(new Embedding(characters, 32))
            .layer(new Lstm(units))
            .layer(new Dense(characters))
            .layer(new Permute(2, 1))
            .build();
    out.println(model.summary());
    long steps = (split.train().size().orElseThrow() + BATCH - 1) / BATCH;
    return neurite
        .trainer(model)
        .loss(new SoftmaxCrossEntropy())
        .optimizer(new Adam(0.004))
        .schedule(new CosineSchedule(epochs * steps, 0.0004))
        .clipByGlobalNorm(5)
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
        .fit(split);
  }

  /** Goes on with a text: draws one character after the other, the likely ones more often. */
  static String write(Trained trained, Split split, String start, int count) {
    TextPreprocessing characters = (TextPreprocessing) split.preprocessing();
    RandomStream random = new RandomStream(1, 2, 3);
    StringBuilder written = new StringBuilder(start);
    try (ArrayPredictor predictor = trained.predictor()) {
      for (int i = 0; i < count; i++) {
        int[] last = characters.encode("start", written.substring(written.length() - STEPS));
        float[] input = new float[STEPS];
        for (int k = 0; k < STEPS; k++) {
          input[k] = last[k];
        }
        float[] logits = predictor.predict(input);
        int next = drawn(logits, characters.characters().size(), random.uniformAt(i));
        written.append(characters.decode(next));
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
