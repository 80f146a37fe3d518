package org.neurite.testkit.golden;

import java.util.Map;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;

/**
 * A function from inputs to outputs: compares outputs and gradients on every machine.
 *
 * @param tracing traces the outputs, by name
 */
record TracedSubject(Tracing tracing) implements Subject {

  /** Traces a case. */
  @FunctionalInterface
  interface Tracing {
    /** The outputs by name. */
    Map<String, Tensor> trace(Scene scene, Attributes attributes);
  }

  /** A function with the one output {@code y}. */
  static TracedSubject y(java.util.function.BiFunction<Scene, Attributes, Tensor> function) {
    return new TracedSubject((scene, attrs) -> Map.of("y", function.apply(scene, attrs)));
  }

  @Override
  public void check(GoldenCase golden, Attributes attributes) {
    Scene scene = new Scene(golden);
    Graph graph = scene.graph(tracing.trace(scene, attributes));
    Machines.onEach(
        golden.backends(),
        graph,
        scene.n(),
        machine -> {
          machine.load(scene.weights());
          compare(golden, machine.precision(), machine.run(scene.n(), scene.feeds()));
        });
  }

  private static void compare(GoldenCase golden, String precision, Map<String, NDArray> found) {
    golden
        .outputs()
        .forEach(
            (name, expected) ->
                Compare.near(
                    precision + " " + name,
                    found.get(name),
                    expected,
                    golden.tolerance(precision, "forward")));
    golden
        .grads()
        .forEach(
            (name, expected) ->
                Compare.near(
                    precision + " gradient by " + name,
                    found.get("d " + name),
                    expected,
                    golden.tolerance(precision, "gradient")));
  }
}
