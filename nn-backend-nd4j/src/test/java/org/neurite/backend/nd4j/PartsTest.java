package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Pass;
import org.neurite.reference.ReferenceInterpreter;
import org.neurite.testkit.BackendRun;
import org.neurite.testkit.Tolerance;

/** Work that is large enough to be shared among threads. */
@EnabledIf(Natives.EXPECTED)
class PartsTest {
  private static final Tolerance ROUNDING = new Tolerance(1e-4, 1e-4);

  @Test
  void smallWorkIsNotCut() {
    assertThat(Parts.of(1 << 21, 4)).isOne();
    assertThat(Parts.of(1 << 23, 3)).isEqualTo(3);
    assertThat(Parts.of(5L << 21, 64)).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "601, 517, 83, false, false",
    "601, 517, 83, true, false",
    "83, 517, 601, false, true",
    "83, 517, 601, true, true",
    "83, 517, 601, false, false",
    "300, 1200, 301, true, false"
  })
  void bandsOfAProductGiveTheBitsOfTheWhole(int m, int k, int n, boolean turnA, boolean turnB) {
    Tensor a = input("a", turnA ? Shape.of(k, m) : Shape.of(m, k));
    Tensor b = input("b", turnB ? Shape.of(n, k) : Shape.of(k, n));
    sameForAnyNumberOfThreads(a, b, a.matmul(b, turnA, turnB), 1);
  }

  @Test
  void sharedImagesGiveTheBitsOfTheWhole() {
    Tensor x = input("x", Shape.batchOf(8, 14, 14));
    Tensor w = input("w", Shape.of(16, 8, 3, 3));
    sameForAnyNumberOfThreads(x, w, x.conv(w, Window.of(3, 3).padding(1), 1), 41);
  }

  @Test
  void imagesNeedNotBeTheBatch() {
    Tensor x = input("x", Shape.of(21, 16, 14, 14));
    Tensor w = input("w", Shape.of(16, 16, 3, 3));
    sameForAnyNumberOfThreads(x, w, x.conv(w, Window.of(3, 3).padding(1), 1), 1);
  }

  private static Tensor input(String name, Shape shape) {
    return Tensor.input(name, TensorType.float32(shape), "");
  }

  private static void sameForAnyNumberOfThreads(Tensor a, Tensor b, Tensor y, int n) {
    Graph graph = Graph.body(List.of(a.value(), b.value()), List.of(y.value()));
    NDArray left = waves(a.shape().at(n));
    NDArray right = waves(b.shape().at(n));
    NDArray expected = ReferenceInterpreter.call(graph, n, List.of(left, right)).get(0);
    NDArray alone = run(graph, 1, n, left, right);
    assertThat(ROUNDING.difference(alone, expected)).isEmpty();
    assertThat(run(graph, 2, n, left, right)).isEqualTo(alone);
    assertThat(run(graph, 3, n, left, right)).isEqualTo(alone);
  }

  private static NDArray run(Graph graph, int threads, int n, NDArray left, NDArray right) {
    try (Backend backend = new Nd4jBackendProvider().open(new BackendSettings(threads));
        BackendRun run = BackendRun.open(graph, backend, Pass.all(), n, 0)) {
      String first = graph.inputs().get(0).op().name();
      String second = graph.inputs().get(1).op().name();
      return run.run(n, 0, Map.of(first, left, second, right)).get("0");
    }
  }

  private static NDArray waves(Shape shape) {
    float[] values = new float[Math.toIntExact(shape.elements().at(1))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1 + 0.7 * i);
    }
    return NDArray.of(values, shape);
  }
}
