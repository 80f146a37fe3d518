package org.neurite.data.predict;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;

/** How likely each label is. Immutable. */
public final class Classification {
  private final List<String> labels;
  private final float[] probabilities;

  /** The list is shared, the array is this one's own. */
  Classification(List<String> labels, float[] probabilities) {
    this.labels = labels;
    this.probabilities = probabilities;
  }

  /**
   * One label with its probability.
   *
   * @param label the label
   * @param probability from 0 to 1
   */
  public record Ranked(String label, double probability) {}

  /**
   * The mean of several answers to one question, for instance those of Monte-Carlo dropout.
   *
   * @param answers of one model, at least one
   * @return the mean of the probabilities, label by label
   * @throws ModelException with {@code NN-1404} if there is none, or they are of different labels
   */
  public static Classification mean(List<Classification> answers) {
    if (answers.stream().map(answer -> answer.labels).distinct().count() != 1) {
      throw new ModelException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("mean of classifications")
              .expected("answers with the same labels, at least one")
              .found(answers.size() + " answers")
              .mend("ask one model"));
    }
    List<String> labels = answers.get(0).labels;
    float[] mean = new float[labels.size()];
    for (int i = 0; i < mean.length; i++) {
      int label = i;
      mean[i] =
          (float)
              answers.stream()
                  .mapToDouble(answer -> answer.probabilities[label])
                  .average()
                  .orElseThrow();
    }
    return new Classification(labels, mean);
  }

  /**
   * The likeliest label.
   *
   * @return the first of equals
   */
  public String label() {
    return labels.get(best());
  }

  /**
   * How likely it is.
   *
   * @return from 0 to 1
   */
  public double probability() {
    return probabilities[best()];
  }

  private int best() {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return best;
  }

  /**
   * All labels with their probabilities.
   *
   * @return by label, in the model's order
   */
  public Map<String, Double> probabilities() {
    Map<String, Double> all = new LinkedHashMap<>();
    for (int i = 0; i < probabilities.length; i++) {
      all.put(labels.get(i), (double) probabilities[i]);
    }
    return Collections.unmodifiableMap(all);
  }

  /**
   * The likeliest labels.
   *
   * @param count how many, at least 1; all if there are no more
   * @return the likeliest first, equals in the model's order
   * @throws ModelException with {@code NN-1404} if the count is below 1
   */
  public List<Ranked> top(int count) {
    if (count < 1) {
      throw new ModelException(
          Problem.of(ErrorCode.BAD_OPTION)
              .at("likeliest labels")
              .expected("a count of at least 1")
              .found(Integer.toString(count)));
    }
    return IntStream.range(0, probabilities.length)
        .mapToObj(i -> new Ranked(labels.get(i), probabilities[i]))
        .sorted(Comparator.comparingDouble(Ranked::probability).reversed())
        .limit(count)
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Classification that
        && labels.equals(that.labels)
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * labels.hashCode() + Arrays.hashCode(probabilities);
  }

  /** The likeliest label and its probability. */
  @Override
  public String toString() {
    return label() + " (" + probability() + ")";
  }
}
