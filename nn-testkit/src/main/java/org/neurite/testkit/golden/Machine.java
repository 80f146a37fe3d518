package org.neurite.testkit.golden;

import java.util.Map;
import org.neurite.api.tensor.NDArray;

/** Runs a graph again and again, keeping its variables. */
interface Machine extends AutoCloseable {
  /** Which tolerances hold: {@code float64} or {@code float32}. */
  String precision();

  /** Sets variables, by name; ignores names that the graph does not have. */
  void load(Map<String, NDArray> variables);

  /** Runs the graph once. */
  Map<String, NDArray> run(int n, Map<String, NDArray> inputs);

  /** What a variable holds. */
  NDArray variable(String name);

  @Override
  void close();
}
