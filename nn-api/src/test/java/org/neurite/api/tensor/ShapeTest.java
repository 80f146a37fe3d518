package org.neurite.api.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ShapeException;

class ShapeTest {

  private static void assertRefused(Runnable action, ErrorCode code, String... parts) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(ShapeException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContainingAll(parts);
  }

  @Test
  void printsTheBatchAsN() {
    assertThat(Shape.batchOf(28, 28)).hasToString("[N, 28, 28]");
    assertThat(Shape.of(Dim.batch(2), Dim.of(3))).hasToString("[2N, 3]");
    assertThat(Shape.SCALAR).hasToString("[]");
  }

  @Test
  void productsAndSumsWithTheBatchStayExact() {
    assertThat(Shape.of(Dim.N, Dim.of(50), Dim.of(8)).elements()).isEqualTo(Dim.batch(400));
    assertThat(Dim.N.plus(Dim.N)).isEqualTo(Dim.batch(2));
    assertThat(Dim.batch(3).minus(Dim.N)).isEqualTo(Dim.batch(2));
    assertThat(Dim.N.times(Dim.of(50)).at(32)).isEqualTo(1600);
    assertThat(Shape.batchOf(3).at(5)).isEqualTo(Shape.of(5, 3));
  }

  @Test
  void whatWouldNeedMoreThanAMultipleOfTheBatchIsRefused() {
    assertRefused(() -> Dim.N.times(Dim.N), ErrorCode.BATCH_DIMENSION, "N * N");
    assertRefused(() -> Dim.N.plus(Dim.ONE), ErrorCode.BATCH_DIMENSION, "N + 1");
    assertRefused(() -> Shape.of(Dim.N, Dim.N), ErrorCode.BATCH_DIMENSION, "[N, N]");
    assertRefused(() -> Shape.batchOf(3).size(0), ErrorCode.BATCH_DIMENSION, "axis 0");
  }

  @Test
  void emptyAndNegativeDimensionsAreRefused() {
    assertRefused(() -> Shape.of(3, 0), ErrorCode.BAD_DIMENSION, "[3, 0]");
    assertRefused(() -> Dim.of(-1), ErrorCode.BAD_DIMENSION, "-1");
    assertRefused(() -> Dim.of(2).minus(Dim.of(3)), ErrorCode.BAD_DIMENSION, "-1");
  }

  @Test
  void axesCountFromBothEnds() {
    Shape shape = Shape.of(2, 3, 4);
    assertThat(shape.dim(-1)).isEqualTo(Dim.of(4));
    assertThat(shape.axis(-3)).isZero();
    assertRefused(() -> shape.dim(3), ErrorCode.AXIS_OUT_OF_RANGE, "rank 3 [2, 3, 4]", "found 3");
    assertRefused(() -> shape.dim(-4), ErrorCode.AXIS_OUT_OF_RANGE, "found -4");
  }

  @Test
  void broadcastingFollowsNumPy() {
    assertThat(Shape.batchOf(3).broadcast(Shape.of(3))).isEqualTo(Shape.batchOf(3));
    assertThat(Shape.of(4, 1).broadcast(Shape.of(5))).isEqualTo(Shape.of(4, 5));
    assertThat(Shape.SCALAR.broadcast(Shape.batchOf(2))).isEqualTo(Shape.batchOf(2));
    assertThat(Shape.of(3).broadcastsTo(Shape.batchOf(3))).isTrue();
    assertThat(Shape.of(2, 3).broadcastsTo(Shape.of(3))).isFalse();
    assertRefused(
        () -> Shape.batchOf(3).broadcast(Shape.of(4)), ErrorCode.SHAPE_MISMATCH, "[N, 3] and [4]");
    assertRefused(
        () -> Shape.of(Dim.N).broadcast(Shape.of(4)), ErrorCode.SHAPE_MISMATCH, "[N] and [4]");
  }

  @Test
  void shapesAreChangedAxisByAxis() {
    Shape shape = Shape.batchOf(3, 4);
    assertThat(shape.with(1, Dim.ONE)).isEqualTo(Shape.batchOf(1, 4));
    assertThat(shape.insert(1, Dim.of(7))).isEqualTo(Shape.batchOf(7, 3, 4));
    assertThat(shape.without(0)).isEqualTo(Shape.of(3, 4));
    assertThat(shape.subShape(1, 3)).isEqualTo(Shape.of(3, 4));
  }
}
