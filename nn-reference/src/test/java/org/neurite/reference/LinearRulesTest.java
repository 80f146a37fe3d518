package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neurite.reference.Oracle.doubles;
import static org.neurite.reference.Oracle.eval;
import static org.neurite.reference.Oracle.matrix;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

class LinearRulesTest {
  private static final NDArray A = matrix(3, 1, 2, 3, 4, 5, 6);
  private static final NDArray B = matrix(2, 7, 8, 9, 10, 11, 12);

  @Test
  void multipliesMatrices() {
    assertThat(doubles(v -> v.get(0).matmul(v.get(1)), A, B)).containsExactly(58, 64, 139, 154);
  }

  @Test
  void multipliesTransposedMatrices() {
    NDArray at = matrix(2, 1, 4, 2, 5, 3, 6);
    NDArray bt = matrix(3, 7, 9, 11, 8, 10, 12);
    assertThat(doubles(v -> v.get(0).matmul(v.get(1), true, true), at, bt))
        .containsExactly(58, 64, 139, 154);
  }

  @Test
  void multipliesEachMatrixOfABatch() {
    NDArray a = NDArray.of(new double[] {1, 2, 3, 4}, 2, 1, 2);
    NDArray b = NDArray.of(new double[] {5, 6, 7, 8}, 2, 2, 1);
    assertThat(doubles(v -> v.get(0).matmul(v.get(1)), a, b)).containsExactly(17, 53);
  }

  @Test
  void convolvesASignalWithStrideAndPadding() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5}, 1, 1, 5);
    NDArray w = NDArray.of(new double[] {1, 10, 100}, 1, 1, 3);
    assertThat(conv(x, w, Window.of(3))).containsExactly(321, 432, 543);
    assertThat(conv(x, w, Window.of(3).padding(1).stride(2))).containsExactly(210, 432, 54);
    assertThat(conv(x, w, Window.of(3).dilation(2))).containsExactly(531);
  }

  @Test
  void convolvesAnImageWithoutFlippingTheKernel() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);
    NDArray w = NDArray.of(new double[] {1, 10, 100, 1000}, 1, 1, 2, 2);
    assertThat(conv(x, w, Window.of(2, 2))).containsExactly(5421, 6532, 8754, 9865);
  }

  @Test
  void groupsConvolveTheirOwnChannels() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4}, 1, 2, 2);
    NDArray w = NDArray.of(new double[] {10, 100}, 2, 1, 1);
    assertThat(doubles(v -> v.get(0).conv(v.get(1), Window.of(1), 2), x, w))
        .containsExactly(10, 20, 300, 400);
  }

  @Test
  void channelsAndSamplesAddUpInTheirPlaces() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4}, 2, 2, 1);
    NDArray w = NDArray.of(new double[] {1, 10, 100, 1000}, 2, 2, 1);
    assertThat(conv(x, w, Window.of(1))).containsExactly(21, 2100, 43, 4300);
  }

  private static double[] conv(NDArray x, NDArray w, Window window) {
    return doubles(v -> v.get(0).conv(v.get(1), window, 1), x, w);
  }

  @Test
  void inputGradientSpreadsThroughTheKernel() {
    NDArray g = NDArray.of(new double[] {1, 2}, 1, 1, 2);
    NDArray w = NDArray.of(new double[] {3, 5, 7}, 1, 1, 3);
    Window window = Window.of(3).stride(2);
    NDArray result = eval(v -> v.get(0).convTranspose(v.get(1), window, 1, List.of(5)), g, w);
    assertThat(result.shape()).isEqualTo(Shape.of(1, 1, 5));
    assertThat(result.toDoubles()).containsExactly(3, 5, 13, 10, 14);
  }

  @Test
  void weightGradientCorrelatesInputAndOutputGradient() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5}, 1, 1, 5);
    NDArray g = NDArray.of(new double[] {1, 10}, 1, 1, 2);
    LinearOps.ConvWeightGrad op = new LinearOps.ConvWeightGrad(Window.of(3).stride(2), 1);
    assertThat(doubles(v -> Tensor.apply(op, v.get(0), v.get(1)), x, g))
        .containsExactly(31, 42, 53);
  }
}
