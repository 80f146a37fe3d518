package org.neurite.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

class RematerialisationTest {
  private final Tensor x = Graphs.input("x", Shape.batchOf(6));
  private final Tensor shift = Graphs.variable("shift", Shape.of(6));

  /** Operations of one kind on whole batches, in all groups. */
  private long count(Graph graph, BinaryKind kind) {
    return Compiler.optimize(Lowering.apply(graph, c -> false), c -> false, Pass.all())
        .nodes()
        .stream()
        .flatMap(n -> Fusion.group(n).stream())
        .filter(g -> g.domain().equals(x.shape()))
        .flatMap(g -> g.steps().stream())
        .map(Lowered.Step::op)
        .filter(new Elementwise.Binary(kind)::equals)
        .count();
  }

  private static void assertSame(Graph graph) {
    CompilerTest.assertSameAsReference(graph, Pass.all(), 3);
    CompilerTest.assertSameAsReference(graph, EnumSet.of(Pass.FUSE, Pass.FUSE_REDUCTION), 3);
  }

  @Test
  void everyGroupShiftsWhatItReads() {
    Tensor shifted = x.sub(shift);
    Graph graph = Graphs.of(List.of(x), shifted.mul(shifted.square().sum(0).rsqrt()));
    assertThat(count(graph, BinaryKind.SUB)).isEqualTo(2);
    assertSame(graph);
  }

  @Test
  void oneGroupShiftsOnce() {
    Tensor shifted = x.sub(shift);
    Graph graph = Graphs.of(List.of(x), shifted.exp().add(shifted.tanh()).mul(shifted));
    assertThat(count(graph, BinaryKind.SUB)).isEqualTo(1);
    assertSame(graph);
  }

  @Test
  void whatIsAResultOrAnOperandIsWritten() {
    Tensor shifted = x.sub(shift);
    Tensor weight = Graphs.variable("w", Shape.of(6, 4));
    Tensor scaled = shifted.mul(shifted.square().sum(0).rsqrt());
    for (Tensor other : List.of(shifted, shifted.matmul(weight))) {
      Graph graph = Graphs.of(List.of(x), scaled, other);
      assertThat(count(graph, BinaryKind.SUB)).isEqualTo(1);
      assertSame(graph);
    }
  }

  @Test
  void aDifferenceOfTwoBatchesIsWritten() {
    Tensor y = Graphs.input("y", Shape.batchOf(6));
    Tensor difference = x.sub(y);
    Graph graph = Graphs.of(List.of(x, y), difference.mul(difference.square().sum(0).rsqrt()));
    assertThat(count(graph, BinaryKind.SUB)).isEqualTo(1);
    assertSame(graph);
  }
}
