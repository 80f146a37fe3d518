package org.neurite.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.tensor.NDArray;

/**
 * What a graph is evaluated with. Immutable; the methods give changed copies.
 *
 * @param n the batch size, at least 1
 * @param inputs a value for each input, by name
 * @param variables a value for each variable, by name
 * @param seed seed of the random numbers
 * @param step counter for random numbers
 */
public record Feeds(
    int n, Map<String, NDArray> inputs, Map<String, NDArray> variables, long seed, long step) {

  /** Copies the maps. */
  public Feeds {
    inputs = Map.copyOf(inputs);
    variables = Map.copyOf(variables);
  }

  /**
   * Nothing but a batch size; seed and step are 0.
   *
   * @param n the batch size
   * @return feeds without values
   */
  public static Feeds batch(int n) {
    return new Feeds(n, Map.of(), Map.of(), 0, 0);
  }

  /**
   * Adds or replaces an input.
   *
   * @param name the input's name
   * @param value its value; floating-point numbers are taken in double precision
   * @return a copy with the value
   */
  public Feeds input(String name, NDArray value) {
    return new Feeds(n, with(inputs, name, value), variables, seed, step);
  }

  /**
   * Adds or replaces a variable.
   *
   * @param name the variable's name
   * @param value its value before the run
   * @return a copy with the value
   */
  public Feeds variable(String name, NDArray value) {
    return new Feeds(n, inputs, with(variables, name, value), seed, step);
  }

  /**
   * Adds or replaces several variables, for instance those that the run before assigned.
   *
   * @param values by name
   * @return a copy with the values
   */
  public Feeds variables(Map<String, NDArray> values) {
    Map<String, NDArray> all = new LinkedHashMap<>(variables);
    all.putAll(values);
    return new Feeds(n, inputs, all, seed, step);
  }

  /**
   * Chooses the random numbers.
   *
   * @param newSeed the session's seed
   * @param newStep the step
   * @return a copy with seed and step
   */
  public Feeds random(long newSeed, long newStep) {
    return new Feeds(n, inputs, variables, newSeed, newStep);
  }

  private static Map<String, NDArray> with(Map<String, NDArray> map, String name, NDArray value) {
    Map<String, NDArray> changed = new LinkedHashMap<>(map);
    changed.put(name, value);
    return changed;
  }
}
