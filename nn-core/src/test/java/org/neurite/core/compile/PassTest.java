package org.neurite.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

class PassTest {
  private final Tensor x = Graphs.input("x", Shape.batchOf(4));
  private final Tensor w = Graphs.input("w", Shape.of(3, 4));
  private final Tensor b = Graphs.input("b", Shape.of(3));

  private Value optimized(Tensor y, Pass... passes) {
    Set<Pass> chosen = EnumSet.noneOf(Pass.class);
    chosen.addAll(List.of(passes));
    return Compiler.optimize(Graphs.of(List.of(x, w, b), y), c -> false, chosen)
        .outputValues()
        .get(0);
  }

  private static long count(Value value) {
    return Graph.topological(List.of(value)).size();
  }

  @Test
  void foldingRemovesWhatChangesNothing() {
    Tensor same =
        x.add(0).mul(1).div(1).sub(0).pow(1).neg().neg().transpose().transpose().reshape(x.shape());
    assertThat(optimized(same, Pass.FOLD)).isEqualTo(x.value());
  }

  @Test
  void foldingComputesWithConstants() {
    Tensor five = x.constant(2).mul(3).sub(1).sqrt().square();
    Value folded = optimized(x.mul(five), Pass.FOLD);
    assertThat(Folding.constant(folded.node().inputs().get(1)).orElseThrow())
        .isCloseTo(5, org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void foldingKeepsWhatCouldBeNaN() {
    assertThat(optimized(x.mul(0), Pass.FOLD)).isNotEqualTo(x.value());
    assertThat(count(optimized(x.sub(x), Pass.FOLD))).isEqualTo(2);
  }

  @Test
  void foldingKnowsThatNoDimensionIsEmpty() {
    Tensor count = x.count(x.shape().elements());
    Tensor guarded = count.eq(0).where(count.constant(1), count);
    assertThat(optimized(guarded, Pass.FOLD)).isEqualTo(count.value());
    Tensor one = count.eq(1).where(count.constant(1), count);
    assertThat(optimized(one, Pass.FOLD).op()).isInstanceOf(Elementwise.Where.class);
  }

  @Test
  void positionsAreAConstantThatIsBroadcast() {
    Value folded = optimized(Graphs.input("i", Shape.batchOf(3)).iota(1), Pass.FOLD);
    assertThat(folded.op()).isEqualTo(new ShapeOps.Broadcast(Shape.batchOf(3)));
    assertThat(folded.node().inputs().get(0).op())
        .isEqualTo(new Leaf.Constant(NDArray.of(new int[] {0, 1, 2}, 3), DataType.INT32));
    Value rows = optimized(Graphs.input("i", Shape.batchOf(3)).iota(0), Pass.FOLD);
    assertThat(rows.op()).isInstanceOf(Leaf.Iota.class);
  }

  @Test
  void aNumberIsBroadcastOnceWhateverItsShapesBetween() {
    Tensor mean = x.sum();
    Tensor spread = mean.reshape(Shape.of(1)).broadcastTo(Shape.batchOf()).expandDims(1);
    Value folded = optimized(spread, Pass.FOLD);
    assertThat(folded.op()).isEqualTo(new ShapeOps.Broadcast(spread.shape()));
    assertThat(folded.node().inputs().get(0)).isEqualTo(mean.value());
  }

  @Test
  void sharingComputesEqualExpressionsOnce() {
    Tensor y = x.exp().add(x.exp());
    assertThat(count(y.value())).isEqualTo(4);
    assertThat(count(optimized(y, Pass.SHARE))).isEqualTo(3);
  }

  @Test
  void sharingKeepsInputsOfEqualNamesApart() {
    Tensor other = Graphs.input("x", Shape.batchOf(4));
    Graph graph = Graphs.of(List.of(x, other), x.add(other));
    Value shared =
        Compiler.optimize(graph, c -> false, EnumSet.of(Pass.SHARE)).outputValues().get(0);
    assertThat(shared.node().inputs()).containsExactly(x.value(), other.value());
  }

  @Test
  void transpositionBecomesAFlagOfTheProduct() {
    Value product = optimized(x.matmul(w.transpose()), Pass.TRANSPOSE_INTO_MATMUL);
    assertThat(product.op()).isEqualTo(new LinearOps.MatMul(false, true));
    assertThat(product.node().inputs()).containsExactly(x.value(), w.value());
  }

  @Test
  void fusionJoinsAChainWithItsBroadcastsAndConstants() {
    Tensor y = x.matmul(w, false, true).add(b).mul(0.5).tanh();
    Value fused = optimized(y, Pass.FUSE);
    assertThat(fused.op().name()).isEqualTo("fused(add+mul+tanh)");
    assertThat(fused.node().inputs()).hasSize(2);
    assertThat(fused.node().inputs().get(1)).isEqualTo(b.value());
  }

  @Test
  void biasAndActivationFinishTheProduct() {
    Tensor y = Composites.linear(x, w, Optional.of(b)).max(0);
    Value fused = optimized(y, Pass.FUSE, Pass.FUSE_EPILOGUE);
    Lowered.WithEpilogue op = (Lowered.WithEpilogue) fused.op();
    assertThat(op.core()).isEqualTo(new LinearOps.MatMul(false, true));
    assertThat(fused.node().inputs()).containsExactly(x.value(), w.value(), b.value());
  }

  @Test
  void aProductThatIsReadElsewhereIsNotFinishedInPlace() {
    Tensor product = x.matmul(w, false, true);
    Value fused = optimized(product.add(product.reverse(1)), Pass.FUSE, Pass.FUSE_EPILOGUE);
    assertThat(fused.op()).isNotInstanceOf(Lowered.WithEpilogue.class);
  }

  @Test
  void aGroupEndsInTheReductionThatAloneReadsIt() {
    Tensor y = x.sub(1).square().sum();
    Value fused = optimized(y, Pass.FUSE, Pass.FUSE_REDUCTION);
    assertThat(((Lowered.Fused) fused.op()).reduction()).isPresent();
    assertThat(fused.node().inputs()).containsExactly(x.value());
  }

  @Test
  void groupsNeverWaitForEachOther() {
    Tensor a = x.exp();
    Tensor sum = a.sumKeepDims(1);
    Tensor y = a.div(sum).add(sum.log());
    Value fused = optimized(y, Pass.FUSE, Pass.FUSE_REDUCTION);
    assertThat(count(fused)).isGreaterThan(3);
  }

  @Test
  void theForwardPassDoesNotWriteWhatOnlyTheBackwardPassCompares() {
    Tensor hidden = Composites.linear(x, w, Optional.of(b)).max(0);
    Tensor loss = hidden.matmul(w).square().sum();
    Tensor gradient = org.neurite.core.autodiff.Gradients.of(loss, List.of(b)).get(0);
    Value fused = optimized(gradient, Pass.FUSE, Pass.FUSE_EPILOGUE);
    List<String> names =
        Graph.topological(List.of(fused)).stream().map(n -> n.op().name()).toList();
    assertThat(names).contains("matmul+fused(add+max)", "matmul+fused(gt+where)");
  }

  @Test
  void groupsThatWouldWaitForEachOtherStayApartWhateverTheOrderOfOutputs() {
    Tensor square = Graphs.input("square", Shape.of(4, 4));
    Tensor other = Graphs.input("other", Shape.batchOf(4));
    Tensor e = x.tanh();
    Tensor first = e.matmul(square);
    Tensor second = first.matmul(square);
    Tensor v = other.exp();
    Tensor z = v.matmul(square).matmul(square);
    Tensor f = v.add(z).add(e);
    Tensor m = v.mul(second);
    for (List<Tensor> outputs : List.of(List.of(first, f, m), List.of(first, m, f))) {
      Graph graph = Graphs.of(List.of(x, other, square), outputs.toArray(Tensor[]::new));
      assertThat(Compiler.optimize(graph, c -> false, Pass.all()).nodes()).isNotEmpty();
    }
  }

  @Test
  void loweringDecomposesOnlyWhatIsNotClaimed() {
    Tensor y = Composites.softmax(x, 1);
    Graph graph = Graphs.of(List.of(x), y);
    assertThat(Lowering.apply(graph, c -> c.name().equals("softmax")).outputValues())
        .containsExactly(y.value());
    assertThat(count(Lowering.apply(graph, c -> false).outputValues().get(0))).isEqualTo(8);
  }
}
