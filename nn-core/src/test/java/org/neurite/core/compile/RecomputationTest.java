package org.neurite.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

class RecomputationTest {
  private final Tensor x = Graphs.input("x", Shape.batchOf(6));

  private static List<Lowered.Fused> groups(Graph graph) {
    return Compiler.optimize(Lowering.apply(graph, c -> false), c -> false, Pass.all())
        .nodes()
        .stream()
        .flatMap(n -> Fusion.group(n).stream())
        .toList();
  }

  private static long count(List<Lowered.Fused> groups, Op op) {
    return groups.stream().flatMap(g -> g.steps().stream()).filter(s -> s.op().equals(op)).count();
  }

  private static void assertSame(Graph graph) {
    CompilerTest.assertSameAsReference(graph, Pass.all(), 3);
    CompilerTest.assertSameAsReference(graph, EnumSet.of(Pass.FUSE, Pass.FUSE_REDUCTION), 3);
  }

  /** As in a batch normalisation: neither the deviations nor their squares are written. */
  @Test
  void aVarianceWritesOnlyTheResult() {
    Tensor centred = x.sub(x.mean(0));
    Tensor variance = centred.square().mean(0);
    Graph graph = Graphs.of(List.of(x), centred.mul(variance.add(1e-5).rsqrt()));
    List<Lowered.Fused> ofRows =
        groups(graph).stream().filter(g -> g.domain().equals(x.shape())).toList();
    assertThat(ofRows).hasSize(2).allMatch(g -> g.results().size() == 1);
    assertThat(ofRows).filteredOn(g -> g.reduction().isPresent()).hasSize(1);
    assertSame(graph);
  }

  @Test
  void functionsAreNotComputedTwice() {
    Tensor exp = x.exp();
    Graph graph = Graphs.of(List.of(x), exp.div(exp.sum(0)));
    assertThat(count(groups(graph), new Elementwise.Unary(UnaryKind.EXP))).isEqualTo(1);
    assertSame(graph);
  }

  @Test
  void whatIsWrittenAnywayIsReadByTheReduction() {
    Op sub = new Elementwise.Binary(Elementwise.BinaryKind.SUB);
    Tensor difference = x.sub(Graphs.variable("v", Shape.of(6)));
    Tensor weight = Graphs.variable("w", Shape.of(6, 4));
    Graph asOperand = Graphs.of(List.of(x), difference.matmul(weight), difference.sum(0));
    Graph asResult = Graphs.of(List.of(x), difference, difference.sum(0));
    for (Graph graph : Set.of(asOperand, asResult)) {
      assertThat(count(groups(graph), sub)).isEqualTo(1);
      assertSame(graph);
    }
  }

  @Test
  void longArithmeticIsNotRepeated() {
    Tensor sum = x;
    for (int i = 0; i < 8; i++) {
      sum = sum.add(Graphs.variable("v" + i, Shape.of(6)));
    }
    Graph graph = Graphs.of(List.of(x), sum.mul(sum.sum(0).tanh()));
    Op add = new Elementwise.Binary(Elementwise.BinaryKind.ADD);
    assertThat(count(groups(graph), add)).isEqualTo(8);
    assertSame(graph);
  }
}
