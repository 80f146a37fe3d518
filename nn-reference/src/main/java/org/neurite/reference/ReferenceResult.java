package org.neurite.reference;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.tensor.NDArray;

/**
 * What an evaluation gives. Floating-point arrays are float64, whatever type the graph states.
 *
 * @param outputs the graph's outputs by name, in the graph's order
 * @param assigned the new content of the variables that the graph assigns to, by name
 */
public record ReferenceResult(Map<String, NDArray> outputs, Map<String, NDArray> assigned) {

  /** Copies the maps, keeping their order. */
  public ReferenceResult {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    assigned = Collections.unmodifiableMap(new LinkedHashMap<>(assigned));
  }

  /**
   * One output.
   *
   * @param name its name
   * @return its value
   * @throws IllegalArgumentException if there is no such output
   */
  public NDArray output(String name) {
    NDArray value = outputs.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no output '" + name + "' among " + outputs.keySet());
    }
    return value;
  }
}
