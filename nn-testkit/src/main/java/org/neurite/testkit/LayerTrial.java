package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.neurite.api.backend.Backend;
import org.neurite.api.component.Layer;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Pass;
import org.neurite.core.model.Environment;
import org.neurite.core.model.Model;
import org.neurite.core.model.Trace;
import org.neurite.core.model.VariableSpec;
import org.neurite.core.predict.ArrayPredictor;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.core.train.Trained;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.reference.ReferenceResult;

/** A layer as part of a model: on backends, in files, by many threads. */
final class LayerTrial {
  private static final long SEED = 7;

  /** Error allowed to a well-conditioned number in single precision. */
  private static final double TOLERANCE = 1e-5;

  /** How many times the error of rounding every result once may occur. */
  private static final double SAFETY = 30;

  private final Layer layer;
  private final TensorType input;
  private final NDArray data;

  LayerTrial(Layer layer, TensorType input, NDArray data) {
    this.layer = layer;
    this.input = input;
    this.data = data;
  }

  /**
   * Every backend computes what the reference does in double precision, with the same dice: the
   * output and what the layer assigns to its states, which are numbers.
   */
  void backendsAgree(boolean training) {
    Trace trace = new Trace(training);
    Graph graph = graph(trace);
    Map<String, NDArray> variables = Trial.initial(trace.variables());
    Feeds feeds = new Feeds(samples(), Map.of("x", data), variables, SEED, 3);
    Map<String, NDArray> exact = results(ReferenceInterpreter.run(graph, feeds));
    Map<String, NDArray> single =
        results(ReferenceInterpreter.run(graph, feeds, number -> (float) number));
    String mode = training ? "training" : "prediction";
    Installed.forEach(
        backend -> {
          Map<String, NDArray> found = on(backend, graph, trace, feeds);
          exact.forEach(
              (what, value) -> {
                double error = distance(value, single.get(what));
                new Tolerance(TOLERANCE, TOLERANCE + SAFETY * error)
                    .difference(found.get(what), value)
                    .ifPresent(
                        text -> {
                          throw new AssertionError(
                              "%s on backend %s against the reference in double precision, %s: %s"
                                  .formatted(what, backend.name(), mode, text));
                        });
              });
        });
  }

  private static Map<String, NDArray> results(ReferenceResult result) {
    Map<String, NDArray> results = new LinkedHashMap<>();
    results.put("output", result.outputs().get("y"));
    result
        .assigned()
        .forEach(
            (name, value) -> {
              Trial.requireFinite("state " + name, value);
              results.put("state " + name, value);
            });
    return results;
  }

  private Graph graph(Trace trace) {
    Tensor x = Tensor.input("x", input, "");
    Tensor y = trace.apply("", "layer", layer, x);
    return new Graph(
        List.of(x.value()), List.of(new Graph.Output("y", y.value())), trace.assigns());
  }

  private Map<String, NDArray> on(Backend backend, Graph graph, Trace trace, Feeds feeds) {
    try (BackendRun run =
        BackendRun.open(graph, backend, EnumSet.allOf(Pass.class), samples(), SEED)) {
      for (VariableSpec variable : trace.variables()) {
        run.variable(variable.name(), variable.initialValue(SEED).cast(DataType.FLOAT64));
      }
      Map<String, NDArray> results = new LinkedHashMap<>();
      results.put("output", run.run(samples(), feeds.step(), feeds.inputs()).get("y"));
      for (Graph.Assign assign : graph.assigns()) {
        String name = ((Leaf.Variable) assign.variable().op()).name();
        results.put("state " + name, run.variable(name, assign.variable().type()));
      }
      return results;
    }
  }

  private static double distance(NDArray a, NDArray b) {
    double most = 0;
    for (int i = 0; i < a.length(); i++) {
      most = Math.max(most, Math.abs(a.get(i) - b.get(i)));
    }
    return Double.isFinite(most) ? most : 0;
  }

  /** Two traces of one layer are one network: nothing but the seed decides. */
  void repeatsItself() {
    for (boolean training : new boolean[] {true, false}) {
      assertEquals(
          traced(training),
          traced(training),
          "the layer computes something else when it is traced again ("
              + (training ? "training" : "prediction")
              + "): it may depend on its settings alone, and draw random numbers from"
              + " ctx.random()");
    }
  }

  private NDArray traced(boolean training) {
    Trace trace = new Trace(training);
    Graph graph = graph(trace);
    Feeds feeds =
        new Feeds(samples(), Map.of("x", data), Trial.initial(trace.variables()), SEED, 3);
    return ReferenceInterpreter.run(graph, feeds).outputs().get("y");
  }

  /** Saved, loaded by name, and the same bits come out, on every backend. */
  void survivesAFile(ComponentRegistry registry) {
    withFile(
        file ->
            Installed.forEach(
                backend -> {
                  Environment environment = new Environment(backend, new ComponentCodec(registry));
                  Trained saved = trained(environment);
                  saved.save(file);
                  assertEquals(
                      predict(saved),
                      predict(Trained.load(environment, file)),
                      "what the loaded model predicts on backend " + backend.name());
                }));
  }

  private void withFile(Consumer<Path> use) {
    try {
      Path file = Files.createTempFile("contract", ".nn");
      try {
        use.accept(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Model model() {
    return new Model("contract", input.withShape(input.shape().without(0)), List.of(layer));
  }

  private Trained trained(Environment environment) {
    Model model = model();
    return new Trained(environment, model, model.initialWeights(SEED), List.of(), Map.of());
  }

  private NDArray predict(Trained trained) {
    try (ArrayPredictor predictor = trained.predictor()) {
      return predictor.predict(data);
    }
  }

  /** Predictions from several threads are those of one. */
  void threadsAgree(ComponentRegistry registry) {
    Installed.forEach(
        backend -> {
          Trained trained = trained(new Environment(backend, new ComponentCodec(registry)));
          try (ArrayPredictor predictor = trained.predictor()) {
            NDArray alone = predictor.predict(data);
            for (NDArray other : Threads.atOnce(() -> predictor.predict(data))) {
              assertEquals(alone, other, "a prediction beside others, on " + backend.name());
            }
          }
        });
  }

  /** A model's table has a row for it, with its output and its parameters. */
  void isInTheSummary() {
    Model model = model();
    String summary = model.summary();
    for (String part :
        List.of(model.layers().get(0).name(), model.outputType().shape().toString())) {
      assertTrue(summary.contains(part), "expected " + part + " in the summary\n" + summary);
    }
  }

  private int samples() {
    return data.shape().size(0);
  }
}
