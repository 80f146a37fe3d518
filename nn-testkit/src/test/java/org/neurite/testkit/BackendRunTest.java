package org.neurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Pass;
import org.neurite.reference.ReferenceBackend;

class BackendRunTest {
  private static final TensorType PAIR = TensorType.float32(Shape.of(2));

  private final Tensor x = Tensor.input("x", TensorType.float32(Shape.batchOf(2)), "");
  private final Tensor sum =
      Tensor.of(
          new Node(new Leaf.Variable("sum", PAIR, Leaf.Role.STATE), List.of(), "").output(0), "");

  private BackendRun open(Tensor loss) {
    Graph graph =
        new Graph(
            List.of(x.value()),
            List.of(
                new Graph.Output("loss", loss.value()),
                new Graph.Output("positive", x.gt(0).value())),
            List.of(new Graph.Assign(sum.value(), sum.add(x.sum(0)).value())));
    return BackendRun.open(graph, new ReferenceBackend(), Pass.all(), 3, 0);
  }

  @Test
  void givesOutputsOfTheirTypesAndKeepsVariables() {
    try (BackendRun run = open(x.sum())) {
      run.variable("sum", NDArray.of(new double[] {10, 20}, 2));
      Map<String, NDArray> outputs =
          run.run(2, 0, Map.of("x", NDArray.of(new double[] {1, -2, 3, -4}, 2, 2)));
      assertThat(outputs.get("loss")).isEqualTo(NDArray.scalar(-2));
      assertThat(outputs.get("positive"))
          .isEqualTo(NDArray.of(new boolean[] {true, false, true, false}, 2, 2));
      assertThat(run.variable("sum", PAIR)).isEqualTo(NDArray.of(new double[] {14, 14}, 2));
    }
  }

  @Test
  void aLossThatIsNotFiniteIsAFailure() {
    try (BackendRun run = open(x.sum().log())) {
      Map<String, NDArray> inputs = Map.of("x", NDArray.of(new double[] {-1, -1}, 1, 2));
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> run.run(1, 0, inputs))
          .withMessageStartingWith("the loss was not finite");
    }
  }
}
