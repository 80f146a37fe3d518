package org.neurite.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.neurite.api.DataException;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.core.train.Dataset;

/**
 * Trains on each of several divisions of the same rows, and says how results vary.
 *
 * <pre>{@code
 * CrossValidation report = CrossValidation.run(houses.folds(5, 42), split ->
 *     trainer().fit(split).evaluate(split.validation().orElseThrow(), loss, metrics));
 * double rmse = report.mean("rmse");
 * }</pre>
 *
 * @param folds results of each division, in order
 */
public record CrossValidation(List<Fold> folds) {
  /**
   * What one division gave.
   *
   * @param number from 1
   * @param trainRows rows that were trained on
   * @param validationRows rows that were held back
   * @param values results by name
   */
  public record Fold(int number, long trainRows, long validationRows, Map<String, Double> values) {
    /** Copies the map. */
    public Fold {
      values = new LinkedHashMap<>(values);
    }

    /** The results, in the order they were given. */
    @Override
    public Map<String, Double> values() {
      return new LinkedHashMap<>(values);
    }
  }

  /** Copies the list and checks that there is a fold, and that each has the same results. */
  public CrossValidation {
    folds = List.copyOf(folds);
    requireSome(folds);
    Set<String> names = folds.get(0).values().keySet();
    for (Fold fold : folds) {
      if (names.isEmpty() || !fold.values().keySet().equals(names)) {
        throw new DataException(
            Problem.of(ErrorCode.BAD_OPTION)
                .at("fold " + fold.number())
                .expected("results, of the same names in every fold")
                .found(fold.values().keySet().toString()));
      }
    }
  }

  /**
   * Trains on each division, one after the other.
   *
   * @param splits divisions of the same rows, as from {@link TabularData#folds}
   * @param trial trains a new model on a division and measures it
   * @return the results
   * @throws DataException with {@code NN-1404} if there is no division, or the trial gives other
   *     names in one than in another
   */
  public static CrossValidation run(
      List<Split> splits, Function<Split, Map<String, Double>> trial) {
    requireSome(splits);
    List<Fold> folds = new ArrayList<>();
    for (Split split : splits) {
      folds.add(
          new Fold(
              folds.size() + 1,
              rows(Optional.of(split.train())),
              rows(split.validation()),
              trial.apply(split)));
    }
    return new CrossValidation(folds);
  }

  private static void requireSome(List<?> folds) {
    if (folds.isEmpty()) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("cross-validation")
              .expected("at least one fold")
              .found("none"));
    }
  }

  private static long rows(Optional<Dataset> data) {
    return data.map(rows -> rows.size().orElse(0)).orElse(0L);
  }

  /**
   * Names of the results.
   *
   * @return in the order they were given
   */
  public List<String> names() {
    return List.copyOf(folds.get(0).values().keySet());
  }

  /**
   * Mean of a result over the folds.
   *
   * @param name one of {@link #names()}
   * @return the mean
   */
  public double mean(String name) {
    return folds.stream().mapToDouble(fold -> value(fold, name)).average().orElseThrow();
  }

  /**
   * How much a result varies from fold to fold.
   *
   * @param name one of {@link #names()}
   * @return its sample standard deviation, 0 for a single fold
   */
  public double spread(String name) {
    double mean = mean(name);
    double squares =
        folds.stream().mapToDouble(fold -> Math.pow(value(fold, name) - mean, 2)).sum();
    return folds.size() == 1 ? 0 : Math.sqrt(squares / (folds.size() - 1));
  }

  private static double value(Fold fold, String name) {
    Double value = fold.values().get(name);
    if (value == null) {
      throw new DataException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("result")
              .expected("one of " + fold.values().keySet())
              .found("'" + name + "'"));
    }
    return value;
  }

  /** A table: one line per fold, then mean and spread. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("%-8s%10s%10s".formatted("fold", "trained", "held"));
    names().forEach(name -> text.append("%14s".formatted(name)));
    for (Fold fold : folds) {
      text.append(
          "%n%-8d%10d%10d".formatted(fold.number(), fold.trainRows(), fold.validationRows()));
      names().forEach(name -> text.append(figure(value(fold, name))));
    }
    text.append("%n%-28s".formatted("mean"));
    names().forEach(name -> text.append(figure(mean(name))));
    text.append("%n%-28s".formatted("spread"));
    names().forEach(name -> text.append(figure(spread(name))));
    return text.toString();
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%14.5g", value);
  }
}
