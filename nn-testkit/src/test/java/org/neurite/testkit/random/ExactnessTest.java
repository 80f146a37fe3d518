package org.neurite.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.core.compile.Pass;
import org.neurite.reference.Feeds;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.testkit.BackendRun;

/** What must be the same to the last bit on the default backend. */
class ExactnessTest {
  private static final Backend ONE = new JvmBackendProvider().open(new BackendSettings(1));
  private static final Backend THREE = new JvmBackendProvider().open(new BackendSettings(3));

  @Provide
  Arbitrary<List<Integer>> decisions() {
    return Arbitraries.integers()
        .between(0, 9999)
        .withDistribution(RandomDistribution.uniform())
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 200)
  void theNumberOfThreadsChangesNoBit(@ForAll("decisions") List<Integer> decisions) {
    List<Integer> wide = new ArrayList<>(decisions);
    wide.add(0, 1);
    wide.add(1, 9);
    RandomGraph graph = GraphGenerator.generate(wide);
    assertThat(run(graph, THREE)).isEqualTo(run(graph, ONE));
  }

  private static Map<String, NDArray> run(RandomGraph graph, Backend backend) {
    try (BackendRun run = BackendRun.open(graph.graph(), backend, Pass.all(), 64, 5)) {
      graph.variables().forEach(run::variable);
      return run.run(64, 1, graph.inputs(64));
    }
  }

  @ParameterizedTest
  @EnumSource(Leaf.Distribution.class)
  void randomNumbersAreThoseOfTheReference(Leaf.Distribution distribution) {
    double b = distribution == Leaf.Distribution.BERNOULLI ? 0 : 1;
    TensorType type = TensorType.float32(Shape.batchOf(11));
    Leaf.Random op =
        new Leaf.Random(
            distribution, distribution == Leaf.Distribution.BERNOULLI ? 0.3 : 0, b, type, 99);
    Value random = new Node(op, List.of(), "").output(0);
    Graph graph = Graph.body(List.of(), List.of(random));
    NDArray expected = ReferenceInterpreter.run(graph, Feeds.batch(7).random(42, 3)).output("0");
    try (BackendRun run = BackendRun.open(graph, THREE, Pass.all(), 9, 42)) {
      assertThat(run.run(7, 3, Map.of()).get("0")).isEqualTo(expected);
    }
  }

  @Test
  void anIndexOutOfRangeIsAnErrorOfTheRun() {
    Tensor table = Tensor.input("table", TensorType.float32(Shape.of(4, 2)), "");
    Tensor index = Tensor.input("index", TensorType.int32(Shape.batchOf()), "");
    Tensor rows = table.gather(index, 0);
    rejects(table, index, rows, 4);
    rejects(table, index, rows, -1);
    rejects(table, index, rows.scatterAdd(index.sub(1), 0, Dim.of(3)), 0);
  }

  private static void rejects(Tensor table, Tensor index, Tensor result, int bad) {
    Graph graph = Graph.body(List.of(table.value(), index.value()), List.of(result.value()));
    Map<String, NDArray> inputs =
        Map.of(
            "table", NDArray.of(new float[8], 4, 2),
            "index", NDArray.of(new int[] {1, bad}, 2));
    try (BackendRun run = BackendRun.open(graph, ONE, Pass.all(), 2, 0)) {
      assertThatExceptionOfType(BackendException.class)
          .isThrownBy(() -> run.run(2, 0, inputs))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_OUT_OF_RANGE));
    }
  }

  @Test
  void integersThatAFloatHoldsAndBoolsAreExact() {
    Tensor x = Tensor.input("x", TensorType.int32(Shape.batchOf(3)), "");
    Tensor y = x.mul(x).add(7).div(-3).neg().max(x.sub(100)).min(1_000_003);
    Tensor odd = x.sub(x.div(2).mul(2)).ne(0);
    Graph graph =
        Graph.body(
            List.of(x.value()),
            List.of(
                y.value(),
                odd.value(),
                x.sum(1).value(),
                x.reduceMax(0).value(),
                odd.cast(DataType.INT32).sum(0).value()));
    int[] numbers = {0, -1, 4_095, -4_096, 17, 1_999};
    NDArray data = NDArray.of(numbers, 2, 3);
    List<NDArray> expected = ReferenceInterpreter.call(graph, 2, List.of(data));
    try (BackendRun run = BackendRun.open(graph, ONE, Pass.all(), 2, 0)) {
      assertThat(List.copyOf(run.run(2, 0, Map.of("x", data)).values())).isEqualTo(expected);
    }
  }
}
