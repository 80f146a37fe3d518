package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neurite.reference.Oracle.doubles;
import static org.neurite.reference.Oracle.matrix;
import static org.neurite.reference.Oracle.vector;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Lowered.Fused;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

class StructureRulesTest {

  @Test
  void scanHandsCarriesOnAndStacksWhatItEmits() {
    List<NDArray> results = runningSum(false);
    assertThat(results.get(0)).isEqualTo(NDArray.scalar(106));
    assertThat(results.get(1).toDoubles()).containsExactly(1010, 2020, 3030);
    assertThat(results.get(2).toDoubles()).containsExactly(100, 101, 103);
  }

  @Test
  void reverseScanKeepsTheOrderOfTheSlices() {
    List<NDArray> results = runningSum(true);
    assertThat(results.get(0)).isEqualTo(NDArray.scalar(106));
    assertThat(results.get(1).toDoubles()).containsExactly(1010, 2020, 3030);
    assertThat(results.get(2).toDoubles()).containsExactly(105, 103, 100);
  }

  /** Body (carry, slice, captured) -> (carry + slice, slice * captured). */
  private static List<NDArray> runningSum(boolean reverse) {
    TensorType scalar = TensorType.float32(Shape.SCALAR);
    Tensor carry = Tensor.input("carry", scalar, "");
    Tensor slice = Tensor.input("slice", scalar, "");
    Tensor captured = Tensor.input("captured", scalar, "");
    Graph body =
        Oracle.graph(
            List.of(carry, slice, captured), List.of(carry.add(slice), slice.mul(captured)));
    Scan scan = new Scan(body, 1, 1, 3, reverse);
    Tensor start = Tensor.input("start", scalar, "");
    Tensor xs = Tensor.input("xs", TensorType.float32(Shape.of(3)), "");
    Tensor factor = Tensor.input("factor", scalar, "");
    var node =
        new org.neurite.api.graph.Node(
            scan, List.of(start.value(), xs.value(), factor.value()), "");
    Graph graph =
        Graph.body(
            List.of(start.value(), xs.value(), factor.value()),
            List.of(node.output(0), node.output(1), node.output(2)));
    return ReferenceInterpreter.call(
        graph, 1, List.of(NDArray.scalar(100), vector(1, 2, 3), NDArray.scalar(1010)));
  }

  @Test
  void tracedLoopCapturesWhatItUsesFromOutside() {
    assertThat(
            doubles(
                v ->
                    Loops.scan(
                            List.of(v.get(0)),
                            List.of(v.get(1)),
                            false,
                            (c, s) ->
                                new Loops.Step(
                                    List.of(c.get(0).mul(v.get(2)).add(s.get(0))), List.of()))
                        .carries()
                        .get(0),
                NDArray.scalar(1),
                vector(1, 2, 3),
                NDArray.scalar(10)))
        .containsExactly(1123);
  }

  @Test
  void compositeIsItsBody() {
    double[] p = doubles(v -> Composites.softmax(v.get(0), 1), matrix(2, 0, Math.log(3), 5, 5));
    assertThat(p).containsExactly(new double[] {0.25, 0.75, 0.5, 0.5}, within(1e-15));
  }

  @Test
  void crossEntropyOfLargeLogitsIsFinite() {
    NDArray logits = matrix(2, 1000, 0, 0, 0);
    NDArray targets = matrix(2, 0, 1, 1, 0);
    assertThat(doubles(v -> Composites.softmaxCrossEntropy(v.get(0), v.get(1)), logits, targets))
        .containsExactly(new double[] {1000, Math.log(2)}, within(1e-15));
  }

  private static final List<Lowered.Step> SHIFT_AND_SQUARE =
      List.of(
          new Lowered.Step(new Binary(BinaryKind.ADD), List.of(0, 1)),
          new Lowered.Step(new Leaf.Constant(NDArray.scalar(2), DataType.FLOAT32), List.of()),
          new Lowered.Step(new Binary(BinaryKind.POW), List.of(2, 3)),
          new Lowered.Step(new Unary(UnaryKind.NEG), List.of(4)));

  @Test
  void fusedStepsBroadcastOverTheDomain() {
    Fused fused = new Fused(Shape.of(2, 2), 2, SHIFT_AND_SQUARE, List.of(5), Optional.empty());
    assertThat(
            doubles(
                v -> Tensor.apply(fused, v.get(0), v.get(1)), matrix(2, 1, 2, 3, 4), vector(1, 0)))
        .containsExactly(-4, -4, -16, -16);
  }

  @Test
  void fusedStepsMayEndInAReduction() {
    Reduction.Reduce sum = new Reduction.Reduce(Reduction.Kind.SUM, List.of(1), false);
    Fused fused = new Fused(Shape.of(2, 2), 2, SHIFT_AND_SQUARE, List.of(5), Optional.of(sum));
    assertThat(
            doubles(
                v -> Tensor.apply(fused, v.get(0), v.get(1)), matrix(2, 1, 2, 3, 4), vector(1, 0)))
        .containsExactly(-8, -32);
  }

  @Test
  void epilogueFinishesTheCore() {
    Fused epilogue = new Fused(Shape.of(1, 2), 2, SHIFT_AND_SQUARE, List.of(5), Optional.empty());
    Lowered.WithEpilogue op =
        new Lowered.WithEpilogue(new LinearOps.MatMul(false, false), epilogue);
    assertThat(
            doubles(
                v -> Tensor.apply(op, v.get(0), v.get(1), v.get(2)),
                matrix(1, 3),
                matrix(2, 1, 2),
                vector(1, 0)))
        .containsExactly(-16, -36);
  }
}
