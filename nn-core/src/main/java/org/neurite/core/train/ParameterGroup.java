package org.neurite.core.train;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.neurite.api.component.Constraint;
import org.neurite.api.component.Regularizer;

/**
 * What is special about the training of some parameters. Immutable; the methods give changed
 * copies.
 *
 * <pre>{@code
 * trainer.groups(
 *     ParameterGroup.of("encoder").frozen(),
 *     ParameterGroup.of("head").rate(10),
 *     ParameterGroup.of("**.bias").weightDecay(0));
 * }</pre>
 *
 * <p>A pattern is compared with names such as {@code encoder.dense_1.weight}: {@code *} stands for
 * any characters but a dot, {@code **} for any characters at all. A pattern that names a layer
 * means all that is in it. What several groups say about one parameter, the last of them decides.
 *
 * @param pattern which parameters
 * @param rate what their learning rate is multiplied with
 * @param weightDecay replaces the optimizer's weight decay, if the optimizer decays weights
 * @param trained whether training changes them
 * @param regularizer adds a price on their size to the loss
 * @param constraint where they must stay
 */
public record ParameterGroup(
    String pattern,
    OptionalDouble rate,
    OptionalDouble weightDecay,
    Optional<Boolean> trained,
    Optional<Regularizer> regularizer,
    Optional<Constraint> constraint) {

  /** Checks the numbers. */
  public ParameterGroup {
    Trainer.require(!pattern.isBlank(), "parameter group", "a pattern", "none");
    requireNotNegative(pattern, "rate", rate);
    requireNotNegative(pattern, "weight decay", weightDecay);
  }

  private static void requireNotNegative(String pattern, String what, OptionalDouble value) {
    Trainer.require(
        value.isEmpty() || (value.getAsDouble() >= 0 && Double.isFinite(value.getAsDouble())),
        "parameter group '" + pattern + "', " + what,
        "a finite number of at least 0",
        value);
  }

  /**
   * A group that says nothing yet.
   *
   * @param pattern which parameters
   * @return the group
   */
  public static ParameterGroup of(String pattern) {
    return new ParameterGroup(
        pattern,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Another learning rate.
   *
   * @param factor what the rate of the schedule is multiplied with, at least 0
   * @return a copy
   */
  public ParameterGroup rate(double factor) {
    OptionalDouble changed = OptionalDouble.of(factor);
    return new ParameterGroup(pattern, changed, weightDecay, trained, regularizer, constraint);
  }

  /**
   * Another weight decay, for optimizers that have one.
   *
   * @param decay replaces the optimizer's, at least 0
   * @return a copy
   */
  public ParameterGroup weightDecay(double decay) {
    OptionalDouble changed = OptionalDouble.of(decay);
    return new ParameterGroup(pattern, rate, changed, trained, regularizer, constraint);
  }

  /**
   * Training leaves these parameters alone. Layers that are frozen as a whole run as in prediction:
   * no dropout, and their running statistics stay.
   *
   * @return a copy
   */
  public ParameterGroup frozen() {
    Optional<Boolean> changed = Optional.of(false);
    return new ParameterGroup(pattern, rate, weightDecay, changed, regularizer, constraint);
  }

  /**
   * Takes parameters out of an earlier group that is frozen.
   *
   * @return a copy
   */
  public ParameterGroup unfrozen() {
    Optional<Boolean> changed = Optional.of(true);
    return new ParameterGroup(pattern, rate, weightDecay, changed, regularizer, constraint);
  }

  /**
   * A price on the size of each parameter.
   *
   * @param price added to the loss
   * @return a copy
   */
  public ParameterGroup regularizer(Regularizer price) {
    Optional<Regularizer> changed = Optional.of(price);
    return new ParameterGroup(pattern, rate, weightDecay, trained, changed, constraint);
  }

  /**
   * Where each parameter must stay.
   *
   * @param bound applied after each step
   * @return a copy
   */
  public ParameterGroup constraint(Constraint bound) {
    Optional<Constraint> changed = Optional.of(bound);
    return new ParameterGroup(pattern, rate, weightDecay, trained, regularizer, changed);
  }

  /**
   * Whether the group speaks of a parameter or of a layer.
   *
   * @param name dotted name, for instance {@code encoder.dense_1.weight} or {@code encoder}
   * @return whether the pattern fits it or something that contains it
   */
  public boolean covers(String name) {
    return Pattern.matches(regex(pattern) + "(\\..*)?", name);
  }

  private static String regex(String pattern) {
    return Pattern.quote(pattern)
        .replace("**", "\\E.*\\Q")
        .replace("*\\Q", "\u0000")
        .replace("*", "\\E[^.]*\\Q")
        .replace("\u0000", "*\\Q");
  }
}
