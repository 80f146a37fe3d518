package org.neurite.backend.jvm.kernel;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;

class MoveKernelTest {
  private static final Dim N = Dim.N;

  private static TensorType f32(Dim... dims) {
    return TensorType.float32(Shape.of(dims));
  }

  private static Dim d(long size) {
    return Dim.of(size);
  }

  private static void check(Op op, TensorType... types) {
    Trial.of(op, types)
        .within(0, 0)
        .sizes(new int[] {1, 1}, new int[] {90, 1}, new int[] {90, 2}, new int[] {90, 90})
        .matchesReference();
  }

  @Test
  void reshapesByCopying() {
    check(new ShapeOps.Reshape(Shape.of(Dim.batch(6))), f32(N, d(2), d(3)));
    check(new ShapeOps.Reshape(Shape.SCALAR), f32(d(1), d(1)));
  }

  @Test
  void transposesInEveryOrder() {
    check(new ShapeOps.Transpose(List.of(1, 0)), f32(N, d(33)));
    check(new ShapeOps.Transpose(List.of(1, 0)), f32(d(100), Dim.batch(2)));
    for (List<Integer> axes :
        List.of(
            List.of(0, 1, 2),
            List.of(0, 2, 1),
            List.of(1, 0, 2),
            List.of(1, 2, 0),
            List.of(2, 0, 1),
            List.of(2, 1, 0))) {
      check(new ShapeOps.Transpose(axes), f32(d(5), N, d(19)));
    }
    check(new ShapeOps.Transpose(List.of(3, 1, 0, 2)), f32(N, d(2), d(1), d(5)));
    check(new ShapeOps.Transpose(List.of()), f32());
  }

  @Test
  void broadcastsLikeNumPy() {
    check(new ShapeOps.Broadcast(Shape.of(N, d(4))), f32());
    check(new ShapeOps.Broadcast(Shape.of(N, d(4))), f32(d(4)));
    check(new ShapeOps.Broadcast(Shape.of(N, d(4))), f32(N, d(1)));
    check(new ShapeOps.Broadcast(Shape.of(d(3), N, d(4), d(5))), f32(N, d(1), d(5)));
    check(new ShapeOps.Broadcast(Shape.of(d(3), N, d(4), d(5))), f32(d(3), d(1), d(4), d(1)));
  }

  @Test
  void cutsOutBoxes() {
    check(new ShapeOps.Slice(List.of(d(0), d(2)), List.of(N, d(3)), List.of(1, 1)), f32(N, d(7)));
    check(
        new ShapeOps.Slice(
            List.of(Dim.batch(1), d(1), d(0)), List.of(Dim.batch(2), d(3), d(2)), List.of(1, 2, 3)),
        f32(Dim.batch(3), d(7), d(5)));
    check(new ShapeOps.Slice(List.of(d(4)), List.of(d(1)), List.of(1)), f32(d(5)));
  }

  @Test
  void padsAroundAndBetween() {
    check(
        new ShapeOps.Pad(List.of(d(0), d(2)), List.of(d(0), d(1)), List.of(0, 0), -1),
        f32(N, d(4)));
    check(
        new ShapeOps.Pad(
            List.of(Dim.batch(1), d(0), d(1)),
            List.of(Dim.batch(2), d(3), d(0)),
            List.of(0, 2, 1),
            0.5),
        f32(Dim.batch(1), d(3), d(4)));
  }

  @Test
  void joinsAlongAnyAxis() {
    check(new ShapeOps.Concat(0), f32(N, d(3)), f32(Dim.batch(2), d(3)));
    check(new ShapeOps.Concat(1), f32(N, d(3)), f32(N, d(1)), f32(N, d(5)));
    check(new ShapeOps.Concat(0), f32(d(2), N), f32(d(1), N));
    check(new ShapeOps.Concat(1), f32(N, d(3)));
  }

  @Test
  void turnsAxesRound() {
    check(new ShapeOps.Reverse(List.of(0)), f32(N, d(3)));
    check(new ShapeOps.Reverse(List.of(1)), f32(N, d(3)));
    check(new ShapeOps.Reverse(List.of(0, 1, 2)), f32(d(2), N, d(3)));
    check(new ShapeOps.Reverse(List.of()), f32(N));
  }
}
