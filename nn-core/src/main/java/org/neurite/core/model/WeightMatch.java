package org.neurite.core.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.tensor.NDArray;

/**
 * Which weights of one network fit another, by name and shape. For a training that begins with
 * another's weights:
 *
 * <pre>{@code
 * WeightMatch match = WeightMatch.of(model, pretrained.weights());
 * System.out.println(match);
 * trainer.initialWeights(match.complete(42));
 * }</pre>
 *
 * @param model the network that gets weights
 * @param matched arrays that fit, by name
 * @param missing variables of the network that nothing was given for
 * @param misshaped variables for which an array of another shape was given: both shapes, by name
 * @param unused names that the network does not have
 */
public record WeightMatch(
    Model model,
    Map<String, NDArray> matched,
    List<String> missing,
    Map<String, String> misshaped,
    List<String> unused) {

  /** Copies the collections, keeping their order. */
  public WeightMatch {
    matched = Collections.unmodifiableMap(new LinkedHashMap<>(matched));
    missing = List.copyOf(missing);
    misshaped = Collections.unmodifiableMap(new LinkedHashMap<>(misshaped));
    unused = List.copyOf(unused);
  }

  /**
   * Compares.
   *
   * @param model the network that gets weights
   * @param given arrays by name, for instance of another network that begins with the same layers
   * @return what fits and what does not
   */
  public static WeightMatch of(Model model, Map<String, NDArray> given) {
    Map<String, NDArray> matched = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    Map<String, String> misshaped = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>(given.keySet());
    for (VariableSpec variable : model.variables()) {
      NDArray array = given.get(variable.name());
      unused.remove(variable.name());
      if (array == null) {
        missing.add(variable.name());
      } else if (array.shape().equals(variable.shape())) {
        matched.put(variable.name(), array);
      } else {
        misshaped.put(variable.name(), "expected " + variable.shape() + ", found " + array.shape());
      }
    }
    return new WeightMatch(model, matched, missing, misshaped, unused);
  }

  /**
   * The weights that fit, and first values for the others.
   *
   * @param seed seed of the initializers
   * @return an array for each variable of the network
   */
  public Map<String, NDArray> complete(long seed) {
    Map<String, NDArray> weights = model.initialWeights(seed);
    weights.putAll(matched);
    return weights;
  }

  /** Several lines: how many matched, and the name of each that did not. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d of %d variables of %s matched"
            .formatted(matched.size(), model.variables().size(), model.name()));
    missing.forEach(name -> text.append("\n  missing    ").append(name));
    misshaped.forEach(
        (name, shapes) -> text.append("\n  misshaped  ").append(name).append(": ").append(shapes));
    unused.forEach(name -> text.append("\n  unused     ").append(name));
    return text.toString();
  }
}
