package org.neurite.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.autodiff.Gradients;

class RecallTest {
  private static final int UNITS = 3;

  private final Tensor x = Graphs.input("x", Shape.of(Dim.of(4), Dim.N, Dim.of(UNITS)));
  private final Tensor start = Graphs.input("start", Shape.batchOf(UNITS));
  private final Tensor across = Graphs.variable("across", Shape.of(UNITS, UNITS));
  private final Tensor shift = Graphs.variable("shift", Shape.of(UNITS));

  private Graph trained(boolean reverse, Loops.Body body, Tensor... wanted) {
    Loops.Step loop = Loops.scan(List.of(start), List.of(x), reverse, body);
    Tensor loss = loop.emitted().get(0).square().sum().add(loop.carries().get(0).sum());
    List<Tensor> results = new ArrayList<>(List.of(loss));
    results.addAll(Gradients.of(loss, List.of(wanted)));
    return Graphs.of(List.of(x, start), results.toArray(Tensor[]::new));
  }

  private static Graph optimized(Graph graph) {
    Set<Pass> passes = EnumSet.complementOf(EnumSet.of(Pass.FUSE));
    return Compiler.optimize(Lowering.apply(graph, c -> false), c -> false, passes);
  }

  private static long products(Graph graph) {
    return graph.nodes().stream()
        .mapToLong(
            n ->
                n.op() instanceof Scan scan
                    ? products(scan.body())
                    : n.op() instanceof LinearOps.MatMul ? 1 : 0)
        .sum();
  }

  /** Forward; the gradients by the state and by the weights. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBackwardLoopTakesItsProductsFromTheForwardOne(boolean reverse) {
    Graph graph =
        trained(
            reverse,
            (carry, slice) -> {
              Tensor next =
                  carry.get(0).matmul(across, false, true).add(slice.get(0)).add(shift).tanh();
              return new Loops.Step(List.of(next), List.of(next));
            },
            across,
            shift,
            start);
    assertThat(products(optimized(graph))).isEqualTo(3);
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
    CompilerTest.assertSameAsReference(graph, EnumSet.of(Pass.HOIST), 2);
  }

  /** As in a GRU: the state's part is multiplied by a gate before it meets the slice's. */
  @Test
  void aProductThatGoesIntoTwoPlacesIsTakenOnce() {
    Graph graph =
        trained(
            false,
            (carry, slice) -> {
              Tensor part = carry.get(0).matmul(across, false, true);
              Tensor gate = part.add(slice.get(0)).sigmoid();
              Tensor next = part.add(shift).mul(gate).tanh();
              return new Loops.Step(List.of(next), List.of(next));
            },
            across,
            shift,
            start,
            x);
    assertThat(products(optimized(graph))).isEqualTo(3);
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
  }

  /** Carries of one shape are not mistaken for each other, nor are two loops over one input. */
  @Test
  void whatIsAlikeIsNotTheSame() {
    Tensor second = Graphs.variable("second", Shape.of(UNITS, UNITS));
    List<Tensor> losses = new ArrayList<>();
    for (boolean reverse : new boolean[] {false, true}) {
      Loops.Step loop =
          Loops.scan(
              List.of(start, start.mul(0.5)),
              List.of(x),
              reverse,
              (carry, slice) -> {
                Tensor a = carry.get(0).matmul(across).add(slice.get(0)).tanh();
                Tensor b = carry.get(1).matmul(across).add(carry.get(0).matmul(second)).tanh();
                return new Loops.Step(List.of(b, a), List.of(a.mul(b)));
              });
      losses.add(loop.emitted().get(0).square().sum());
    }
    Tensor loss = losses.get(0).add(losses.get(1));
    List<Tensor> results = new ArrayList<>(List.of(loss));
    results.addAll(Gradients.of(loss, List.of(across, second, start, x)));
    Graph graph = Graphs.of(List.of(x, start), results.toArray(Tensor[]::new));
    // In each loop three forward, three for the state, three for the weights.
    assertThat(products(optimized(graph))).isLessThanOrEqualTo(18);
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
  }

  @Test
  void productsOfAnotherMatrixOrOfATransposedOneAreComputed() {
    Tensor other = Graphs.variable("other", Shape.of(UNITS, UNITS));
    Loops.Step loop =
        Loops.scan(
            List.of(start),
            List.of(x),
            false,
            (carry, slice) -> {
              Tensor next = carry.get(0).matmul(across).add(slice.get(0)).tanh();
              return new Loops.Step(List.of(next), List.of(next));
            });
    Loops.Step again =
        Loops.scan(
            List.of(start),
            List.of(loop.emitted().get(0)),
            false,
            (carry, slice) -> {
              Tensor sum = slice.get(0).matmul(other).add(slice.get(0).matmul(across, false, true));
              return new Loops.Step(List.of(carry.get(0).add(sum).tanh()), List.of());
            });
    Graph graph = Graphs.of(List.of(x, start), again.carries().get(0));
    assertThat(products(optimized(graph))).isEqualTo(3);
    CompilerTest.assertSameAsReference(graph, Pass.all(), 2);
  }
}
