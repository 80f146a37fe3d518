package org.neurite.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ShapeException;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

class PoolOpsTest {
  private static Tensor signal(int length) {
    return Tensor.input("x", TensorType.float32(Shape.batchOf(2, length)), "");
  }

  private static Window padded(int kernel, int low, int high) {
    return new Window(List.of(kernel), List.of(1), List.of(low), List.of(high), List.of(1));
  }

  @Test
  void pooledSizeCountsPadding() {
    assertThat(signal(5).maxPool(padded(3, 2, 1)).shape()).isEqualTo(Shape.batchOf(2, 6));
  }

  @Test
  void rejectsWindowsThatSeeNothingButPadding() {
    rejects(4, padded(2, 2, 0));
    rejects(4, padded(2, 0, 2));
    rejects(1, Window.of(2).padding(1).dilation(2));
  }

  private static void rejects(int length, Window window) {
    assertThatExceptionOfType(ShapeException.class)
        .isThrownBy(() -> signal(length).avgPool(window, true))
        .withMessageContaining("every window meets the input")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ATTRIBUTE));
  }

  @Test
  void dilatedWindowMayStrideOverAShortInputIfItMeetsIt() {
    Window window = Window.of(3).padding(2).dilation(2);
    assertThat(signal(1).maxPool(window).shape()).isEqualTo(Shape.batchOf(2, 1));
  }
}
