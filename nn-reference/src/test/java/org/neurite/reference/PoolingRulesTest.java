package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neurite.reference.Oracle.doubles;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.NDArray;

class PoolingRulesTest {
  private static final NDArray IMAGE =
      NDArray.of(new double[] {1, 2, 3, 4, 9, 6, 7, 8, 5}, 1, 1, 3, 3);

  @Test
  void maximumOfEachWindow() {
    assertThat(doubles(v -> v.get(0).maxPool(Window.of(2, 2)), IMAGE)).containsExactly(9, 9, 9, 9);
    assertThat(doubles(v -> v.get(0).maxPool(Window.of(2, 2).stride(2).padding(1)), IMAGE))
        .containsExactly(1, 3, 7, 9);
  }

  @Test
  void paddingNeverWins() {
    NDArray x = NDArray.of(new double[] {-3, -2}, 1, 1, 2);
    assertThat(doubles(v -> v.get(0).maxPool(Window.of(2).padding(1)), x))
        .containsExactly(-3, -2, -2);
  }

  @Test
  void firstCellWinsATie() {
    NDArray x = NDArray.of(new double[] {5, 5, 5, 5}, 1, 1, 2, 2);
    NDArray values = NDArray.of(new double[] {1, 2, 3, 4}, 1, 1, 2, 2);
    PoolOps.MaxPick pick = new PoolOps.MaxPick(Window.of(2, 2));
    assertThat(doubles(v -> Tensor.apply(pick, v.get(0), v.get(1)), x, values)).containsExactly(1);
  }

  @Test
  void scattersToTheLargestCell() {
    NDArray g = NDArray.of(new double[] {1, 10, 100, 1000}, 1, 1, 2, 2);
    PoolOps.MaxScatter scatter = new PoolOps.MaxScatter(Window.of(2, 2));
    assertThat(doubles(v -> Tensor.apply(scatter, v.get(0), v.get(1)), IMAGE, g))
        .containsExactly(0, 0, 0, 0, 1111, 0, 0, 0, 0);
  }

  @Test
  void meanCountsPaddingOrNot() {
    NDArray x = NDArray.of(new double[] {2, 4, 6}, 1, 1, 3);
    Window window = Window.of(2).stride(2).padding(1);
    assertThat(doubles(v -> v.get(0).avgPool(window, true), x)).containsExactly(1, 5);
    assertThat(doubles(v -> v.get(0).avgPool(window, false), x)).containsExactly(2, 5);
  }

  @Test
  void meanGradientIsSharedByTheCells() {
    NDArray g = NDArray.of(new double[] {6, 8}, 1, 1, 2);
    Window window = Window.of(2).stride(2).padding(1);
    assertThat(grad(new PoolOps.AvgPoolGrad(window, true, List.of(3)), g)).containsExactly(3, 4, 4);
    assertThat(grad(new PoolOps.AvgPoolGrad(window, false, List.of(3)), g))
        .containsExactly(6, 4, 4);
  }

  private static double[] grad(PoolOps.AvgPoolGrad op, NDArray g) {
    return doubles(v -> Tensor.apply(op, v.get(0)), g);
  }
}
