package org.neurite.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

class GraphGeneratorTest {
  private static final int GRAPHS = 1000;

  @Test
  void everyOperationOccursOften() {
    Map<String, Integer> counts = new HashMap<>();
    IntStream.range(0, GRAPHS)
        .mapToObj(GraphGeneratorTest::graph)
        .flatMap(graph -> graph.nodes().stream())
        .filter(node -> !(node.op() instanceof Leaf.Input || node.op() instanceof Leaf.Variable))
        .forEach(node -> counts.merge(node.op().name(), 1, Integer::sum));
    for (UnaryKind kind : UnaryKind.values()) {
      assertThat(counts.getOrDefault(name(kind), 0)).as(name(kind)).isGreaterThan(9);
    }
    for (BinaryKind kind : BinaryKind.values()) {
      assertThat(counts.getOrDefault(name(kind), 0)).as(name(kind)).isGreaterThan(9);
    }
    assertThat(counts.keySet())
        .containsAll(
            Set.of(
                "where",
                "cast",
                "stop_gradient",
                "reduce_sum",
                "reduce_max",
                "reduce_min",
                "argmax",
                "reshape",
                "transpose",
                "broadcast",
                "slice",
                "pad",
                "concat",
                "reverse",
                "gather",
                "scatter_add",
                "matmul",
                "conv",
                "conv_input_grad",
                "conv_weight_grad",
                "max_pick",
                "max_scatter",
                "avg_pool",
                "avg_pool_grad",
                "scan",
                "softmax",
                "log_softmax",
                "softmax_cross_entropy",
                "layer_norm",
                "gelu",
                "silu",
                "softplus",
                "constant",
                "count",
                "iota",
                "uniform",
                "normal",
                "bernoulli"));
  }

  private static String name(Enum<?> kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Test
  void headsOfOneColumnAndWideTensorsOccur() {
    List<Shape> shapes =
        IntStream.range(0, GRAPHS)
            .mapToObj(GraphGeneratorTest::graph)
            .flatMap(graph -> graph.nodes().stream())
            .map(node -> node.output(0).shape())
            .toList();
    assertThat(shapes).contains(Shape.batchOf(1), Shape.SCALAR, Shape.of(Dim.of(2), Dim.N));
    assertThat(shapes).anyMatch(shape -> shape.elements(5) > 3000);
  }

  @Test
  void noDecisionsGiveTheSimplestGraph() {
    assertThat(GraphGenerator.generate(List.of()))
        .hasToString(
            """

            %0 = input x0 : float32[N, 3]
            %1 = reduce_sum{axes=[0, 1], keepDims=false}(%0) : float32[]
            %2 = count{dim=3N, dataType=FLOAT32} : float32[]
            %3 = div(%1, %2) : float32[]
            %4 = mul(%0, %0) : float32[N, 3]
            %5 = reduce_sum{axes=[0, 1], keepDims=false}(%4) : float32[]
            %6 = count{dim=3N, dataType=FLOAT32} : float32[]
            %7 = div(%5, %6) : float32[]
            %8 = add(%3, %7) : float32[]
            return y0 = %0
            return loss = %8
            """);
  }

  private static Graph graph(int seed) {
    Random random = new Random(seed);
    List<Integer> decisions = new ArrayList<>();
    for (int i = random.nextInt(100); i > 0; i--) {
      decisions.add(random.nextInt(10_000));
    }
    return GraphGenerator.generate(decisions).graph();
  }
}
