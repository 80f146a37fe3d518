package org.neurite.testkit.golden;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neurite.api.backend.Backend;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.compile.Pass;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.reference.ReferenceResult;
import org.neurite.testkit.BackendRun;

/** Where cases run: in double by the reference interpreter, in float by each backend. */
final class Machines {
  private Machines() {}

  /** Does the same on every machine. */
  static void onEach(List<Backend> backends, Graph graph, int capacity, Consumer<Machine> action) {
    action.accept(new Interpreted(graph));
    for (Backend backend : backends) {
      try (Machine machine = new Compiled(graph, backend, capacity)) {
        action.accept(machine);
      }
    }
  }

  /** The reference interpreter, on the graph as it was traced. */
  private static final class Interpreted implements Machine {
    private final Graph graph;
    private final Map<String, NDArray> variables = new LinkedHashMap<>();

    Interpreted(Graph graph) {
      this.graph = graph;
    }

    @Override
    public String precision() {
      return "float64";
    }

    @Override
    public void load(Map<String, NDArray> values) {
      variables.putAll(values);
    }

    @Override
    public Map<String, NDArray> run(int n, Map<String, NDArray> inputs) {
      ReferenceResult result =
          ReferenceInterpreter.run(graph, new Feeds(n, inputs, variables, 0, 0));
      variables.putAll(result.assigned());
      return result.outputs();
    }

    @Override
    public NDArray variable(String name) {
      NDArray value = variables.get(name);
      if (value == null) {
        throw new IllegalArgumentException("no variable '" + name + "'");
      }
      return value;
    }

    @Override
    public void close() {}
  }

  /** A backend, on the compiled graph. */
  private static final class Compiled implements Machine {
    private final Graph graph;
    private final BackendRun run;

    Compiled(Graph graph, Backend backend, int capacity) {
      this.graph = graph;
      this.run = BackendRun.open(graph, backend, Pass.all(), capacity, 0);
    }

    @Override
    public String precision() {
      return "float32";
    }

    @Override
    public void load(Map<String, NDArray> values) {
      values.forEach(run::variable);
    }

    @Override
    public Map<String, NDArray> run(int n, Map<String, NDArray> inputs) {
      return run.run(n, 0, inputs);
    }

    @Override
    public NDArray variable(String name) {
      Value variable =
          graph.variables().stream()
              .filter(v -> v.op().name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no variable '" + name + "'"));
      return run.variable(name, variable.type());
    }

    @Override
    public void close() {
      run.close();
    }
  }
}
