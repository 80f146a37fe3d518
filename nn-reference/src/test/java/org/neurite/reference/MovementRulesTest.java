package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neurite.reference.Oracle.batched;
import static org.neurite.reference.Oracle.doubles;
import static org.neurite.reference.Oracle.eval;
import static org.neurite.reference.Oracle.matrix;
import static org.neurite.reference.Oracle.vector;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

class MovementRulesTest {
  private static final NDArray COUNT = vector(0, 1, 2, 3, 4, 5, 6, 7);

  @Test
  void reshapeKeepsTheOrder() {
    NDArray result = eval(v -> v.get(0).reshape(Shape.of(2, 4)), COUNT);
    assertThat(result.shape()).isEqualTo(Shape.of(2, 4));
    assertThat(result.toDoubles()).isEqualTo(COUNT.toDoubles());
  }

  @Test
  void transposePermutesAxes() {
    NDArray cube = COUNT.reshape(Shape.of(2, 2, 2));
    assertThat(doubles(v -> v.get(0).transpose(2, 0, 1), cube))
        .containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
    assertThat(doubles(v -> v.get(0).transpose(1, 0), matrix(3, 1, 2, 3, 4, 5, 6)))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void broadcastRepeatsAxesOfSizeOneAndNewOnes() {
    assertThat(doubles(v -> v.get(0).broadcastTo(Shape.of(2, 2, 2)), matrix(1, 1, 2)))
        .containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
  }

  @Test
  void broadcastsOverTheBatch() {
    NDArray rows = NDArray.of(new double[] {5, 6, 7}, 3, 1);
    NDArray result = batched(Shape.batchOf(1), rows, x -> x.broadcastTo(Shape.batchOf(2)));
    assertThat(result).isEqualTo(matrix(2, 5, 5, 6, 6, 7, 7));
  }

  @Test
  void sliceTakesEveryStepthElement() {
    assertThat(doubles(v -> v.get(0).slice(0, Dim.of(1), Dim.of(3), 2), COUNT))
        .containsExactly(1, 3, 5);
    assertThat(doubles(v -> v.get(0).slice(1, 1, 1), matrix(2, 1, 2, 3, 4))).containsExactly(2, 4);
  }

  @Test
  void slicesMultiplesOfTheBatch() {
    NDArray rows = NDArray.of(new double[] {1, 2, 3, 4}, 4, 1);
    Shape twice = Shape.of(Dim.batch(2), Dim.ONE);
    NDArray second = batched(twice, rows, x -> x.slice(0, Dim.N, Dim.N));
    assertThat(second).isEqualTo(matrix(1, 3, 4));
  }

  @Test
  void padSurroundsAndSeparates() {
    ShapeOps.Pad pad = new ShapeOps.Pad(List.of(Dim.of(1)), List.of(Dim.of(2)), List.of(1), 9);
    assertThat(doubles(v -> Tensor.apply(pad, v.get(0)), vector(1, 2, 3)))
        .containsExactly(9, 1, 9, 2, 9, 3, 9, 9);
    assertThat(doubles(v -> v.get(0).pad(1, 1, 0, 0), matrix(2, 1, 2, 3, 4)))
        .containsExactly(0, 1, 2, 0, 3, 4);
  }

  @Test
  void concatJoinsAlongAnyAxis() {
    NDArray a = matrix(2, 1, 2, 3, 4);
    NDArray b = matrix(1, 5, 6);
    assertThat(doubles(v -> Tensor.concat(1, v.get(0), v.get(1)), a, b))
        .containsExactly(1, 2, 5, 3, 4, 6);
    assertThat(doubles(v -> Tensor.concat(0, v.get(0), v.get(0)), b)).containsExactly(5, 6, 5, 6);
  }

  @Test
  void reverseTurnsAxesAround() {
    NDArray x = matrix(3, 1, 2, 3, 4, 5, 6);
    assertThat(doubles(v -> v.get(0).reverse(1), x)).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(doubles(v -> v.get(0).reverse(0, 1), x)).containsExactly(6, 5, 4, 3, 2, 1);
  }
}
