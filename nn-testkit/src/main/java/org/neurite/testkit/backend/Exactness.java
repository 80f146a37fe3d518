package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.neurite.api.backend.Backend;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Pass;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.testkit.BackendRun;
import org.neurite.testkit.random.RandomGraph;

/** What must be the same to the last bit. */
final class Exactness {
  private static final int CAPACITY = 64;
  private static final int BATCH = 61;
  private static final long SEED = 42;

  private Exactness() {}

  static void randomNumbers(Backend backend) {
    TensorType type = TensorType.float32(Shape.batchOf(11));
    for (Leaf.Distribution distribution : Leaf.Distribution.values()) {
      boolean bernoulli = distribution == Leaf.Distribution.BERNOULLI;
      Leaf.Random op =
          new Leaf.Random(distribution, bernoulli ? 0.3 : 0, bernoulli ? 0 : 1, type, 99);
      Value random = new Node(op, List.of(), "").output(0);
      Graph graph = Graph.body(List.of(), List.of(random));
      for (long step : List.of(0L, 3L)) {
        Feeds feeds = Feeds.batch(BATCH).random(SEED, step);
        NDArray expected = ReferenceInterpreter.run(graph, feeds).output("0");
        try (BackendRun run = BackendRun.open(graph, backend, Pass.all(), CAPACITY, SEED)) {
          assertEquals(expected, run.run(BATCH, step, Map.of()).get("0"), distribution::toString);
        }
      }
    }
  }

  static void integers(Backend backend) {
    Tensor x = Tensor.input("x", new TensorType(DataType.INT32, Shape.batchOf(3)), "");
    Tensor y = x.mul(x).add(7).div(-3).neg().max(x.sub(100)).min(1_000_003);
    Tensor odd = x.sub(x.div(2).mul(2)).ne(0);
    Graph graph =
        Graph.body(
            List.of(x.value()),
            List.of(
                y.value(),
                odd.value(),
                odd.not().or(x.gt(0)).value(),
                x.sum(1).value(),
                x.reduceMax(0).value(),
                odd.cast(DataType.INT32).sum(0).value()));
    NDArray data = NDArray.of(new int[] {0, -1, 4_095, -4_096, 17, 1_999}, 2, 3);
    List<NDArray> expected = ReferenceInterpreter.call(graph, 2, List.of(data));
    try (BackendRun run = BackendRun.open(graph, backend, Pass.all(), 2, 0)) {
      assertEquals(expected, List.copyOf(run.run(2, 0, Map.of("x", data)).values()));
    }
  }

  /** Two runs in one session, one in another, one with another number of threads. */
  static void sameBits(RandomGraph graph, Backend alone, Backend several) {
    try (BackendRun first = open(graph, several);
        BackendRun second = open(graph, several);
        BackendRun third = open(graph, alone)) {
      Map<String, NDArray> expected = run(graph, first);
      assertEquals(expected, run(graph, first), "the same session again");
      assertEquals(expected, run(graph, second), "another session");
      assertEquals(expected, run(graph, third), "one thread");
    }
  }

  private static BackendRun open(RandomGraph graph, Backend backend) {
    return BackendRun.open(graph.graph(), backend, Pass.all(), CAPACITY, SEED);
  }

  private static Map<String, NDArray> run(RandomGraph graph, BackendRun run) {
    graph.variables().forEach(run::variable);
    return run.run(BATCH, 1, graph.inputs(BATCH));
  }
}
