package org.neurite.backend.jvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neurite.api.BackendException;
import org.neurite.api.graph.IndexOps;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;

class IndexKernelTest {
  private static final Dim N = Dim.N;
  private static final Dim FOUR = Dim.of(4);

  private static TensorType f32(Dim... dims) {
    return TensorType.float32(Shape.of(dims));
  }

  private static TensorType i32(Dim... dims) {
    return TensorType.int32(Shape.of(dims));
  }

  /** Indices from 0 to 3: a third of an integer is what the trial turns back into one. */
  private static void check(Op op, TensorType... types) {
    Random random = new Random(9);
    Trial.of(op, types)
        .from(() -> random.nextInt(4) / 3.0)
        .within(1e-5, 1e-4)
        .sizes(new int[] {4, 4}, new int[] {40, 5}, new int[] {40, 40}, new int[] {600, 600})
        .matchesReference();
  }

  @Test
  void selectsAlongAnyAxis() {
    check(new IndexOps.Gather(0), f32(FOUR, Dim.of(7)), i32(N));
    check(new IndexOps.Gather(0), f32(FOUR, Dim.of(300)), i32(N, Dim.of(2)));
    check(new IndexOps.Gather(1), f32(Dim.of(3), FOUR, Dim.of(2)), i32(N));
    check(new IndexOps.Gather(1), f32(N, FOUR), i32(Dim.of(5)));
    check(new IndexOps.Gather(0), f32(N, Dim.of(3)), i32(Dim.of(6)));
    check(new IndexOps.Gather(0), f32(FOUR), i32());
  }

  @Test
  void addsUpAlongAnyAxis() {
    check(new IndexOps.ScatterAdd(0, FOUR), f32(N, Dim.of(7)), i32(N));
    check(new IndexOps.ScatterAdd(0, FOUR), f32(N, Dim.of(2), Dim.of(700)), i32(N, Dim.of(2)));
    check(new IndexOps.ScatterAdd(1, FOUR), f32(Dim.of(3), N, Dim.of(2)), i32(N));
    check(new IndexOps.ScatterAdd(1, FOUR), f32(N, Dim.of(5)), i32(Dim.of(5)));
    check(new IndexOps.ScatterAdd(0, N), f32(Dim.of(6), Dim.of(2)), i32(Dim.of(6)));
    check(new IndexOps.ScatterAdd(0, FOUR), f32(), i32());
  }

  @Test
  void addsRepeatedIndices() {
    float[] updates = {1, 2, 10, 20, 100, 200};
    float[] indices = {2, 0, 2};
    float[] sum =
        Trial.of(new IndexOps.ScatterAdd(0, Dim.of(3)), f32(Dim.of(3), Dim.of(2)), i32(Dim.of(3)))
            .run(1, 1, 1, updates, indices)[0];
    assertThat(sum).containsExactly(10, 20, 0, 0, 101, 202);
  }

  @Test
  void anIndexBeyondTheEndIsAnErrorThatNamesTheLayer() {
    Trial trial = Trial.of(new IndexOps.Gather(0), f32(FOUR, Dim.of(2)), i32(Dim.of(3)));
    assertThatThrownBy(() -> trial.run(1, 1, 1, new float[8], new float[] {0, 3, 4}))
        .isInstanceOf(BackendException.class)
        .hasMessage(
            "NN-1505 at gather in layer net/layer: expected indices from 0 to 3, found 4 at"
                + " position 2. Check the data: labels, tokens and categories count from 0.");
  }

  @Test
  void aNegativeIndexIsAnErrorInBothDirections() {
    Trial gather = Trial.of(new IndexOps.Gather(1), f32(N, FOUR), i32(Dim.of(2)));
    assertThatThrownBy(() -> gather.run(1, 2, 2, new float[8], new float[] {-1, 0}))
        .hasMessageContaining("NN-1505")
        .hasMessageContaining("found -1 at position 0");
    Trial scatter = Trial.of(new IndexOps.ScatterAdd(0, FOUR), f32(N), i32(N));
    assertThatThrownBy(() -> scatter.run(1, 2, 2, new float[2], new float[] {0, 9}))
        .hasMessageStartingWith("NN-1505 at scatter_add in layer net/layer")
        .hasMessageContaining("found 9 at position 1");
  }
}
