package org.neurite.core.predict;

import java.util.Arrays;
import java.util.List;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;

/**
 * What several answers to one question amount to: their mean, and between which bounds most of them
 * lie.
 *
 * @param mean their mean
 * @param deviation their sample standard deviation
 * @param lower the quantile at {@code (1 - level) / 2}
 * @param upper the quantile at {@code (1 + level) / 2}
 * @param level which part of the answers lies between the bounds, for instance 0.9
 */
public record Interval(double mean, double deviation, double lower, double upper, double level) {

  /**
   * The interval of some answers. Quantiles are interpolated (Hyndman, Fan, 1996, type 7).
   *
   * @param answers at least 2
   * @param level above 0 and below 1
   * @return the interval
   * @throws ModelException with {@code NN-1404} if there are too few, or the level is none
   */
  public static Interval of(List<Double> answers, double level) {
    if (answers.size() < 2 || !(level > 0 && level < 1)) {
      throw new ModelException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("prediction interval")
              .expected("at least 2 answers and a level above 0 and below 1")
              .found(answers.size() + " answers and level " + level)
              .mend("take 100 passes and level 0.9"));
    }
    double[] sorted = answers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double squares = Arrays.stream(sorted).map(a -> (a - mean) * (a - mean)).sum();
    return new Interval(
        mean,
        Math.sqrt(squares / (sorted.length - 1)),
        quantile(sorted, (1 - level) / 2),
        quantile(sorted, (1 + level) / 2),
        level);
  }

  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
