package org.neurite.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.autodiff.Gradients;

class HoistingTest {
  private static final int UNITS = 3;

  private final Tensor x = Graphs.input("x", Shape.of(Dim.of(4), Dim.N, Dim.of(2)));
  private final Tensor start = Graphs.input("start", Shape.batchOf(UNITS));
  private final Tensor in = Graphs.variable("in", Shape.of(2 * UNITS, 2));
  private final Tensor across = Graphs.variable("across", Shape.of(2 * UNITS, UNITS));
  private final Tensor shift = Graphs.variable("shift", Shape.of(2 * UNITS));

  /** A gated recurrence that projects its input in the loop and has a bias there too. */
  private Graph gated(boolean reverse) {
    Loops.Step loop =
        Loops.scan(
            List.of(start),
            List.of(x),
            reverse,
            (carry, slice) -> {
              Tensor projected = slice.get(0).matmul(in, false, true);
              Tensor gates = projected.add(carry.get(0).matmul(across, false, true)).add(shift);
              Tensor gate = gates.slice(1, 0, UNITS).sigmoid();
              Tensor next = gates.slice(1, UNITS, UNITS).tanh().mul(gate);
              return new Loops.Step(List.of(next), List.of(next));
            });
    Tensor loss = loop.emitted().get(0).square().sum().add(loop.carries().get(0).sum());
    List<Tensor> gradients = Gradients.of(loss, List.of(in, across, shift, x, start));
    return Graphs.of(
        List.of(x, start),
        loss,
        gradients.get(0),
        gradients.get(1),
        gradients.get(2),
        gradients.get(3),
        gradients.get(4));
  }

  private static List<Node> inLoops(Graph graph) {
    return graph.nodes().stream()
        .filter(n -> n.op() instanceof Scan)
        .flatMap(n -> ((Scan) n.op()).body().nodes().stream())
        .toList();
  }

  private static Graph optimized(Graph graph, Pass... more) {
    Set<Pass> passes = EnumSet.of(Pass.FOLD, Pass.SHARE, Pass.TRANSPOSE_INTO_MATMUL);
    passes.addAll(List.of(more));
    return Compiler.optimize(Lowering.apply(graph, c -> false), c -> false, passes);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStepKeepsOnlyTheProductsThatItHasToWaitFor(boolean reverse) {
    Graph graph = optimized(gated(reverse), Pass.HOIST);
    List<Node> inner = inLoops(graph);
    // Forward: the state's part. Backward: the state's gradient, and the slice's, which is emitted.
    assertThat(inner).filteredOn(n -> n.op() instanceof LinearOps.MatMul).hasSize(3);
    assertThat(inner).noneMatch(n -> n.op() instanceof Reduction.Reduce);
    assertThat(graph.nodes()).filteredOn(n -> n.op() instanceof LinearOps.MatMul).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void computesTheSame(boolean reverse) {
    CompilerTest.assertSameAsReference(gated(reverse), Pass.all(), 2);
    CompilerTest.assertSameAsReference(gated(reverse), EnumSet.of(Pass.HOIST), 2);
  }

  @Test
  void whatWouldTakeMuchMemoryStays() {
    Tensor wide = Graphs.variable("wide", Shape.of(2, 100));
    Loops.Step loop =
        Loops.scan(
            List.of(Graphs.input("sum", Shape.batchOf(1))),
            List.of(x),
            false,
            (carry, slice) ->
                new Loops.Step(
                    List.of(
                        carry.get(0).add(slice.get(0).matmul(wide).tanh().sum(1).expandDims(1))),
                    List.of()));
    Tensor sum = loop.carries().get(0);
    Graph graph =
        new Graph(
            List.of(x.value(), sum.value().node().inputs().get(0)),
            List.of(new Graph.Output("sum", sum.value())),
            List.of());
    assertThat(inLoops(optimized(graph, Pass.HOIST)))
        .anyMatch(n -> n.op() instanceof LinearOps.MatMul);
  }

  @Test
  void aCarryThatIsReadStays() {
    Loops.Step loop =
        Loops.scan(
            List.of(Graphs.input("sum", Shape.of(2, 2))),
            List.of(x),
            false,
            (carry, slice) -> {
              Tensor square = slice.get(0).matmul(slice.get(0), true, false);
              Tensor sum = carry.get(0).add(square);
              return new Loops.Step(List.of(sum), List.of(sum.mul(2)));
            });
    Tensor sum = loop.carries().get(0);
    Graph graph =
        new Graph(
            List.of(x.value(), sum.value().node().inputs().get(0)),
            List.of(
                new Graph.Output("sum", sum.value()),
                new Graph.Output("all", loop.emitted().get(0).value())),
            List.of());
    assertThat(inLoops(optimized(graph, Pass.HOIST)))
        .anyMatch(n -> n.op() instanceof LinearOps.MatMul);
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
  }

  @Test
  void aSumOfProductsIsOneProductAfterwards() {
    Tensor zero = x.constant(0).broadcastTo(Shape.of(2, 2));
    Loops.Step loop =
        Loops.scan(
            List.of(zero),
            List.of(x),
            false,
            (carry, slice) ->
                new Loops.Step(
                    List.of(slice.get(0).matmul(slice.get(0), true, false).add(carry.get(0))),
                    List.of()));
    Graph graph = Graphs.of(List.of(x), loop.carries().get(0));
    Graph after = optimized(graph, Pass.HOIST);
    assertThat(after.nodes()).noneMatch(n -> n.op() instanceof Scan);
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
  }

  @Test
  void gradientsOfSlicesThatCoverAValueAreConcatenated() {
    Tensor y = Graphs.input("y", Shape.batchOf(6));
    Tensor loss =
        y.slice(1, 4, 2)
            .exp()
            .sum()
            .add(y.slice(1, 0, 1).sin().sum())
            .add(y.slice(1, 1, 3).square().sum());
    Graph graph = Graphs.of(List.of(y), Gradients.of(loss, List.of(y)).get(0));
    List<Node> nodes = optimized(graph).nodes();
    assertThat(nodes).noneMatch(n -> n.op() instanceof ShapeOps.Pad);
    assertThat(nodes)
        .filteredOn(n -> n.op() instanceof ShapeOps.Concat)
        .singleElement()
        .satisfies(n -> assertThat(n.inputs()).hasSize(3));
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
  }

  @Test
  void sumsThatShareTheirTermsAreNotWalkedAgainAndAgain() {
    Tensor y = Graphs.input("y", Shape.batchOf(6));
    Tensor apart = y.slice(1, 0, 1).pad(1, 0, 5, 0).add(y.slice(1, 3, 1).pad(1, 3, 2, 0));
    Tensor doubled = apart;
    for (int i = 0; i < 60; i++) {
      doubled = doubled.add(doubled);
    }
    assertThat(optimized(Graphs.of(List.of(y), doubled)).nodes()).isNotEmpty();
  }

  @Test
  void gradientsOfSlicesThatLeaveGapsArePaddedOnce() {
    Tensor y = Graphs.input("y", Shape.batchOf(6));
    Tensor beside = y.slice(1, 1, 2).exp().sum().add(y.slice(1, 3, 1).sin().sum());
    Graph graph = Graphs.of(List.of(y), Gradients.of(beside, List.of(y)).get(0));
    assertThat(optimized(graph).nodes())
        .filteredOn(n -> n.op() instanceof ShapeOps.Pad)
        .singleElement()
        .satisfies(n -> assertThat(n.inputs().get(0).op()).isInstanceOf(ShapeOps.Concat.class));
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
    Tensor overlapping = y.slice(1, 1, 3).exp().sum().add(y.slice(1, 2, 2).sin().sum());
    Graph both = Graphs.of(List.of(y), Gradients.of(overlapping, List.of(y)).get(0));
    assertThat(optimized(both).nodes()).noneMatch(n -> n.op() instanceof ShapeOps.Concat);
    CompilerTest.assertSameAsReference(both, Pass.all(), 2);
  }

  @Test
  void aCapturedConstantIsOneInTheLoop() {
    Tensor like = Graphs.variable("like", Shape.of(UNITS, 2));
    Tensor ones = start.constant(1).broadcastTo(Shape.batchOf(UNITS));
    Loops.Step loop =
        Loops.scan(
            List.of(start),
            List.of(x),
            false,
            (carry, slice) ->
                new Loops.Step(
                    List.of(carry.get(0).mul(slice.get(0).matmul(like, false, true)).sub(ones)),
                    List.of()));
    Graph graph = Graphs.of(List.of(x, start), loop.carries().get(0));
    Scan after =
        (Scan)
            optimized(graph, Pass.HOIST).nodes().stream()
                .map(Node::op)
                .filter(Scan.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertThat(after.body().inputs()).as("the carry and the projected slice").hasSize(2);
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
  }
}
