package org.neurite.cli.training;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.component.EpochReport;
import org.neurite.cli.report.MetricsFile;
import org.neurite.cli.report.Scores;
import org.neurite.core.train.Trained;
import org.neurite.data.stream.StreamedDataset;

/**
 * What a training gave.
 *
 * @param trained the model with its weights
 * @param seconds how long it took, validation included
 * @param train results on the rows trained on, in the target's units
 * @param validation results on the rows held back, if there are any
 */
public record Outcome(
    Trained trained,
    double seconds,
    Map<String, Double> train,
    Optional<Map<String, Double>> validation) {

  /**
   * Judges a trained model. Of rows that are streamed, those trained on are judged by the loss of
   * the epoch that the weights are of.
   *
   * @param trained the model with its weights
   * @param data what it was trained on
   * @param scores what is measured
   * @param seconds how long it took
   * @param isBest whether the weights are those of the epoch with the lowest loss on rows held
   *     back, as early stopping gives them; else they are the last epoch's
   * @return the results
   */
  public static Outcome of(
      Trained trained, TrainingInput data, Scores scores, double seconds, boolean isBest) {
    boolean streamed = data.split().train() instanceof StreamedDataset;
    return new Outcome(
        trained,
        seconds,
        streamed
            ? scores.scaled(Map.of("loss", toldLoss(trained.history(), isBest)))
            : scores.evaluate(trained, data.split().train()),
        data.split().validation().map(rows -> scores.evaluate(trained, rows)));
  }

  /** What an epoch told: to judge a stream's rows by the final weights takes one more pass. */
  static double toldLoss(List<EpochReport> history, boolean isBest) {
    EpochReport last = history.get(history.size() - 1);
    EpochReport told =
        isBest
            ? Collections.min(history, Comparator.comparingDouble(e -> e.values().get("val_loss")))
            : last;
    return told.values().get("loss");
  }

  /**
   * Epochs that were run.
   *
   * @return their number, less than planned if training stopped early
   */
  public int epochs() {
    return trained.history().size();
  }

  /**
   * Speed without validation.
   *
   * @return rows per second
   */
  public double samplesPerSecond() {
    double time = trained.history().stream().mapToDouble(EpochReport::seconds).sum();
    double samples = trained.history().stream().mapToDouble(EpochReport::samples).sum();
    return samples / Math.max(time, 1e-9);
  }

  /**
   * Results for the model file, in the target's units.
   *
   * @return what was measured on each part, under {@code values}
   */
  public Map<String, Object> results() {
    return Map.of(
        "values",
        validation
            .<Map<String, Object>>map(held -> Map.of("train", train, "validation", held))
            .orElse(Map.of("train", train)));
  }

  /**
   * Everything that was measured, for programs.
   *
   * @param scores what was measured
   * @param data what it was trained on
   * @param seed of the training
   * @param backend what computed
   * @return the values
   */
  public MetricsFile metrics(Scores scores, TrainingInput data, long seed, String backend) {
    MetricsFile file =
        new MetricsFile()
            .put("task", scores.target().task().name().toLowerCase(Locale.ROOT))
            .put("target", scores.target().column())
            .put("backend", backend)
            .put("seed", seed)
            .put("epochs", epochs())
            .put("parameters", trained.model().parameterCount())
            .put("trainRows", data.trainRows())
            .put("validationRows", data.validationRows())
            .put("seconds", seconds)
            .put("samplesPerSecond", samplesPerSecond())
            .put("train", train);
    validation.ifPresent(values -> file.put("validation", values));
    return file;
  }
}
