package org.neurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

class GraphTextTest {
  private final Tensor x = Tensor.input("x", TensorType.float32(Shape.batchOf(3)), "net/dense");

  @Test
  void oneLinePerNodeWithAttributesTypesAndLayer() {
    Graph graph = Graph.body(List.of(x.value()), List.of(x.sum(1).exp().value()));
    assertThat(GraphText.of(graph))
        .isEqualTo(
            """
            %0 = input x : float32[N, 3]  @net/dense
            %1 = reduce_sum{axes=[1], keepDims=false}(%0) : float32[N]  @net/dense
            %2 = exp(%1) : float32[N]  @net/dense
            return 0 = %2
            """);
  }

  @Test
  void storesAreListed() {
    Leaf.Variable op =
        new Leaf.Variable("w", TensorType.float32(Shape.SCALAR), Leaf.Role.PARAMETER);
    Tensor w = Tensor.of(new Node(op, List.of(), "").output(0), "");
    Graph graph =
        new Graph(List.of(), List.of(), List.of(new Graph.Assign(w.value(), w.add(1).value())));
    assertThat(GraphText.of(graph))
        .isEqualTo(
            """
            %0 = variable w : float32[]
            %1 = constant float64[]{1.0} : float32[]
            %2 = add(%0, %1) : float32[]
            store %0 = %2
            """);
  }

  @Test
  void bodiesAreIndented() {
    Tensor steps = Tensor.input("s", TensorType.float32(Shape.of(4, 2)), "");
    Tensor last =
        Loops.scan(
                List.of(),
                List.of(Composites.softplus(steps)),
                true,
                (c, s) -> new Loops.Step(List.of(), List.of(s.get(0).neg())))
            .emitted()
            .get(0);
    assertThat(GraphText.of(List.of(last.value())))
        .contains("%1 = softplus{}(%0) : float32[4, 2]\n    %0 = input x0 : float32[4, 2]\n")
        .endsWith(
            """
            %2 = scan{length=4, reverse}(%1) : float32[4, 2]
                %0 = input slice : float32[2]
                %1 = neg(%0) : float32[2]
                return 0 = %1
            return 0 = %2
            """);
  }
}
