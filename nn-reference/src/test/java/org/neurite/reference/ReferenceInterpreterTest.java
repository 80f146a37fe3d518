package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.neurite.reference.Oracle.matrix;
import static org.neurite.reference.Oracle.vector;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

class ReferenceInterpreterTest {
  private final Tensor x = Tensor.input("x", TensorType.float32(Shape.batchOf(2)), "");
  private final Tensor total =
      Tensor.of(
          new Node(
                  new Leaf.Variable("total", TensorType.float32(Shape.of(2)), Leaf.Role.STATE),
                  List.of(),
                  "")
              .output(0),
          "");
  private final Graph graph =
      new Graph(
          List.of(x.value()),
          List.of(
              new Graph.Output("before", total.mul(1).value()),
              new Graph.Output("twice", x.mul(2).value())),
          List.of(new Graph.Assign(total.value(), total.add(x.sum(0)).value())));

  @Test
  void givesOutputsAndAssignedVariables() {
    ReferenceResult result =
        ReferenceInterpreter.run(
            graph,
            Feeds.batch(2).input("x", matrix(2, 1, 2, 3, 4)).variable("total", vector(10, 20)));
    assertThat(result.output("twice")).isEqualTo(matrix(2, 2, 4, 6, 8));
    assertThat(result.assigned()).containsExactly(java.util.Map.entry("total", vector(14, 26)));
  }

  @Test
  void readsSeeTheValueBeforeTheRun() {
    ReferenceResult result =
        ReferenceInterpreter.run(
            graph, Feeds.batch(1).input("x", matrix(2, 1, 1)).variable("total", vector(7, 8)));
    assertThat(result.output("before")).isEqualTo(vector(7, 8));
  }

  @Test
  void assignedVariablesFeedTheNextRun() {
    Feeds feeds = Feeds.batch(1).input("x", matrix(2, 1, 1)).variable("total", vector(0, 0));
    ReferenceResult first = ReferenceInterpreter.run(graph, feeds);
    ReferenceResult second = ReferenceInterpreter.run(graph, feeds.variables(first.assigned()));
    assertThat(second.assigned().get("total")).isEqualTo(vector(2, 2));
  }

  @Test
  void roundsEveryComputedNumberOnRequest() {
    Feeds feeds = Feeds.batch(1).input("x", matrix(2, 0.3, 0.7)).variable("total", vector(0, 0));
    ReferenceResult result = ReferenceInterpreter.run(graph, feeds, Math::rint);
    assertThat(result.output("twice")).isEqualTo(matrix(2, 1, 1));
    assertThat(result.assigned().get("total")).isEqualTo(vector(0, 1));
  }

  @Test
  void whatOnlySelectsOrMovesIsNotRounded() {
    Tensor selected = x.neg().abs().reduceMax(1).expandDims(1).broadcastTo(Shape.batchOf(3));
    Graph moves =
        Graph.body(
            List.of(x.value()),
            List.of(selected.value(), x.max(0.5).value(), x.gt(0).where(x, x.neg()).value()));
    ReferenceResult result =
        ReferenceInterpreter.run(
            moves, Feeds.batch(1).input("x", matrix(2, 0.3, -0.7)), Math::rint);
    assertThat(result.output("0")).isEqualTo(matrix(3, 0.7, 0.7, 0.7));
    assertThat(result.output("1")).isEqualTo(matrix(2, 0.5, 0.5));
    assertThat(result.output("2")).isEqualTo(matrix(2, 0.3, 0.7));
  }

  @Test
  void namesAMissingInput() {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(
            () -> ReferenceInterpreter.run(graph, Feeds.batch(1).variable("total", vector(0, 0))))
        .withMessage("NN-1504 at input 'x': expected a value of type float32[N, 2], found none.")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SESSION));
  }

  @Test
  void namesAnInputOfAnotherShape() {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(
            () -> ReferenceInterpreter.run(graph, Feeds.batch(3).input("x", matrix(2, 1, 1))))
        .withMessage(
            "NN-1504 at input 'x': expected an array of shape [3, 2], found float64[1, 2].");
  }

  @Test
  void rejectsAWrongNumberOfArguments() {
    assertThatExceptionOfType(BackendException.class)
        .isThrownBy(() -> ReferenceInterpreter.call(graph, 1, List.<NDArray>of()))
        .withMessageContaining("expected 1 arguments, found 0");
  }

  @Test
  void saysWhichOutputsThereAre() {
    ReferenceResult result = new ReferenceResult(java.util.Map.of(), java.util.Map.of());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> result.output("loss"))
        .withMessage("no output 'loss' among []");
  }
}
