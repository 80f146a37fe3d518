package org.neurite.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.core.autodiff.Gradients;

class SumFactoringTest {
  private static final Set<Pass> WITHOUT_FUSION =
      EnumSet.complementOf(EnumSet.of(Pass.FUSE, Pass.FUSE_REDUCTION, Pass.FUSE_EPILOGUE));

  private final Tensor x = Graphs.input("x", Shape.batchOf(6));
  private final Tensor y = Graphs.input("y", Shape.batchOf(6));
  private final Tensor scale = Graphs.variable("scale", Shape.of(6));

  private static Graph optimized(Graph graph) {
    return Compiler.optimize(Lowering.apply(graph, c -> false), c -> false, WITHOUT_FUSION);
  }

  /** The sums that a graph computes, by what they add up. */
  private static List<Node> sums(Graph graph) {
    return optimized(graph).nodes().stream()
        .filter(n -> n.op() instanceof Reduction.Reduce)
        .toList();
  }

  private static void assertSame(Graph graph) {
    CompilerTest.assertSameAsReference(graph, Pass.all(), 3);
    CompilerTest.assertSameAsReference(graph, EnumSet.of(Pass.FACTOR_SUMS), 3);
  }

  private Graph of(Tensor... outputs) {
    return Graphs.of(List.of(x, y), outputs);
  }

  @Test
  void multiplesOfASumAreOneSum() {
    Graph graph = of(x.mul(y).sum(0), y.mul(scale.mul(x)).neg().sum(0), x.mul(3).mul(y).sum(0));
    assertThat(sums(graph)).hasSize(1);
    assertSame(graph);
  }

  @Test
  void factorsThatDifferAlongTheSumStay() {
    Graph graph = of(x.mul(scale).sum(1), x.sum(1));
    assertThat(sums(graph)).hasSize(2);
    assertSame(graph);
  }

  @Test
  void shapesAreKeptWhereAxesAreKept() {
    Tensor images = Graphs.input("x", Shape.batchOf(3, 2, 2));
    Tensor perChannel = Graphs.variable("c", Shape.of(3, 1, 1));
    Tensor kept = images.mul(perChannel).sumKeepDims(0, 2, 3);
    Graph graph =
        Graphs.of(List.of(images), kept, images.sum(0, 2, 3), images.mul(perChannel).sum(2));
    assertThat(sums(graph)).hasSize(2);
    assertSame(graph);
  }

  @Test
  void deviationsFromTheirMeanAddUpToZero() {
    Tensor deviation = x.sub(x.mean(0));
    for (Tensor zero :
        List.of(
            deviation.sum(0),
            x.mean(0).sub(x).mul(scale).neg().sum(0),
            x.add(x.neg().mean(0)).sum(0),
            x.add(x.mean(0).neg()).sum(0),
            x.sub(x.meanKeepDims(1)).sum(1),
            deviation.mul(scale).sub(deviation.mul(2)).sum(0))) {
      Graph graph = of(zero);
      assertThat(sums(graph)).as("the mean's").hasSize(1);
      assertSame(graph);
    }
    Graph graph = of(x.mul(scale).sub(deviation).sum(0), x.sum(0));
    assertThat(sums(graph)).hasSize(1);
    assertSame(graph);
  }

  @Test
  void whatIsNotFiniteIsStillSeen() {
    Tensor notANumber = x.sub(x.square().add(1)).log();
    assertSame(of(notANumber.sub(notANumber.mean(0)).sum(0)));
    Tensor infinite = x.mul(0).add(1).div(x.mul(0));
    assertSame(of(x.sub(x.mean(0)).mul(infinite.reduceMax(0)).sum(0)));
  }

  @Test
  void otherDifferencesAreAddedUp() {
    Tensor count = x.count(x.shape().dim(1));
    Tensor square = Graphs.variable("square", Shape.of(6, 6));
    for (Tensor other :
        List.of(
            x.add(x.mean(0)).sum(0), // twice the sum
            x.sub(x.mean(0)).sum(1), // along another axis
            x.sub(y.mean(0)).sum(0), // another's mean
            x.sub(x.sum(0)).sum(0), // not a mean
            x.sub(x.sum(0).div(count)).sum(0), // divided by another number
            x.sub(x.sum(0).mul(0.5)).sum(0), // times another number
            x.sub(x.mean()).sum(0), // along more axes
            square.sub(square.mean(1)).sum(1))) { // broadcast along another axis
      Graph graph = of(other);
      assertThat(sums(graph)).hasSize(2);
      assertSame(graph);
    }
  }

  /** A factor may be there to keep numbers in range. */
  @Test
  void factorsStayWhereNoOtherSumIsTheSame() {
    Graph graph = of(x.mul(scale).mul(y).sum(0), x.sum(0), y.sum(0));
    assertThat(sums(graph)).hasSize(3);
    assertThat(sums(graph))
        .filteredOn(n -> n.inputs().get(0).op() instanceof Elementwise.Binary)
        .hasSize(1);
    assertSame(graph);
  }

  @Test
  void aScaleOfWhatIsSquaredStays() {
    Tensor largest = x.abs().reduceMax(0);
    Graph graph =
        of(x.div(largest).square().sum(0), x.mul(scale).square().sum(0), x.square().sum(0));
    assertThat(sums(graph)).filteredOn(n -> n.op().name().equals("reduce_sum")).hasSize(3);
    assertSame(graph);
  }

  /** Where both have a sum, taking it apart could cancel what matters. */
  @Test
  void differencesOfSumsStaySumsOfDifferences() {
    Graph graph = of(x.sub(y).sum(0), x.sum(0), y.sum(0));
    assertThat(sums(graph)).hasSize(3);
    assertSame(graph);
  }

  @Test
  void theGradientOfABatchNormalisationTakesTwoSums() {
    Tensor shift = Graphs.variable("shift", Shape.of(6));
    Tensor bias = Graphs.variable("bias", Shape.of(6));
    Tensor input = x.mul(x).add(bias);
    Tensor centred = input.sub(input.mean(0));
    Tensor variance = centred.square().mean(0);
    Tensor normal = centred.mul(variance.add(1e-5).rsqrt());
    Tensor loss = normal.mul(scale).add(shift).mul(y).sum();
    List<Tensor> gradients = Gradients.of(loss, List.of(x, scale, shift, bias));
    Graph graph = of(gradients.get(0), gradients.get(1), gradients.get(2), gradients.get(3).mul(1));
    // Of the input, of its squared deviations, and two for the gradients.
    assertThat(sums(graph)).hasSize(4);
    CompilerTest.assertSameAsReference(of(gradients.get(0), gradients.get(1)), Pass.all(), 5);
  }

  @Test
  void integersAreLeftAsTheyAre() {
    Tensor whole = x.cast(DataType.INT32);
    Graph graph = Graphs.of(List.of(x), whole.mul(2).sum(0), whole.sum(0));
    assertThat(sums(graph)).hasSize(2);
    assertSame(graph);
  }
}
