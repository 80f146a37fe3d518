package org.neurite.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Metric;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.metric.Accuracy;
import org.neurite.core.metric.MeanAbsoluteErrorMetric;
import org.neurite.core.metric.PrecisionRecallF1;
import org.neurite.core.metric.RSquared;
import org.neurite.core.metric.RootMeanSquaredError;
import org.neurite.core.train.Dataset;
import org.neurite.core.train.Trained;
import org.neurite.data.preprocess.NumberTarget;
import org.neurite.data.preprocess.Target;

/**
 * What is measured for a target, in its own units: a network that learns a standardised target errs
 * in standard deviations, people want dollars.
 *
 * @param target what the network learns
 */
public record Scores(Target target) {
  private static final String VALIDATION = "val_";
  private static final String LOSS = "loss";

  /**
   * What training makes small.
   *
   * @return mean squared error, or cross-entropy for classes
   */
  public Loss loss() {
    return isNumber() ? new MeanSquaredError() : new SoftmaxCrossEntropy();
  }

  /**
   * What is measured besides the loss.
   *
   * @return RMSE, MAE and R², or accuracy, precision, recall and F1 for classes
   */
  public Metric[] metrics() {
    return isNumber()
        ? new Metric[] {new RootMeanSquaredError(), new MeanAbsoluteErrorMetric(), new RSquared()}
        : new Metric[] {new Accuracy(), new PrecisionRecallF1()};
  }

  private boolean isNumber() {
    return target instanceof NumberTarget;
  }

  /**
   * Judges a model.
   *
   * @param trained the model with its weights
   * @param rows samples with targets
   * @return results by name, in the target's units; the first is {@code loss}
   */
  public Map<String, Double> evaluate(Trained trained, Dataset rows) {
    return scaled(trained.evaluate(rows, loss(), metrics()));
  }

  /**
   * Scales measurements to the target's units.
   *
   * @param measured values by name, in units of the network's output
   * @return the same names; the loss of a regression is in squared units
   */
  public Map<String, Double> scaled(Map<String, Double> measured) {
    Map<String, Double> scaled = new LinkedHashMap<>();
    measured.forEach((name, value) -> scaled.put(name, value * factor(name)));
    return scaled;
  }

  private double factor(String name) {
    double scale = target instanceof NumberTarget number ? number.scale() : 1;
    return switch (name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name) {
      case LOSS -> scale * scale;
      case "rmse", "mae" -> scale;
      default -> 1;
    };
  }

  /**
   * What an epoch gave, in one line.
   *
   * @param values as in an epoch's report
   * @return for instance {@code loss 0.2 validation loss 0.25 accuracy 0.91}
   */
  public String line(Map<String, Double> values) {
    return String.join("  ", words(values, List.of(LOSS, VALIDATION + LOSS, foremost())));
  }

  /**
   * What an epoch gave, as short as can be.
   *
   * @param values as in an epoch's report
   * @return for instance {@code loss 0.2} and {@code accuracy 0.91}
   */
  public List<String> brief(Map<String, Double> values) {
    return words(values, List.of(LOSS, foremost()));
  }

  private String foremost() {
    return VALIDATION + (isNumber() ? "rmse" : "accuracy");
  }

  private List<String> words(Map<String, Double> values, List<String> names) {
    Map<String, Double> scaled = scaled(values);
    return names.stream()
        .filter(scaled::containsKey)
        .map(name -> label(name) + " " + Figures.show(scaled.get(name)))
        .toList();
  }

  private static String label(String name) {
    return name.equals(VALIDATION + LOSS) ? "validation loss" : name.replace(VALIDATION, "");
  }

  /**
   * Results in one line.
   *
   * @param scaled values by name, in the target's units
   * @return for instance {@code rmse 53,210, mae 36,020, r2 0.7853}; the loss if there is nothing
   *     else
   */
  public static String summary(Map<String, Double> scaled) {
    StringBuilder text = new StringBuilder();
    scaled.forEach(
        (name, value) -> {
          if (!name.equals(LOSS)) {
            text.append(text.isEmpty() ? "" : ", ");
            text.append(name).append(' ').append(Figures.show(value));
          }
        });
    return text.isEmpty() ? LOSS + " " + Figures.show(scaled.get(LOSS)) : text.toString();
  }
}
