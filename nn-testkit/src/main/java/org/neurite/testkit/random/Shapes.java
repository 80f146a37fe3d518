package org.neurite.testkit.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurite.api.ShapeException;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Questions about shapes. */
final class Shapes {
  private Shapes() {}

  static boolean broadcast(Shape a, Shape b) {
    try {
      return a.broadcast(b).dims().stream().filter(Dim::batch).count() <= 1;
    } catch (ShapeException e) {
      return false;
    }
  }

  /** Whether batch is at axis 0 only, with some constant axes behind. */
  static boolean isBatchOf(Shape shape, int rank) {
    return shape.rank() == rank
        && shape.dim(0).equals(Dim.N)
        && shape.dims().stream().filter(Dim::batch).count() == 1;
  }

  static List<Integer> constantAxes(Shape shape) {
    return IntStream.range(0, shape.rank()).filter(i -> !shape.dim(i).batch()).boxed().toList();
  }

  /** Some of the axes, at least one; one bit of the choice for each. */
  static int[] someAxes(Shape shape, Choices choices) {
    int mask = 1 + choices.below((1 << shape.rank()) - 1);
    List<Integer> axes = new ArrayList<>();
    IntStream.range(0, shape.rank()).filter(i -> (mask >> i & 1) == 1).forEach(axes::add);
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A permutation: the choice-th rotation, turned around or not. */
  static int[] permutation(int rank, Choices choices) {
    int shift = choices.below(rank);
    boolean turned = choices.flip();
    return IntStream.range(0, rank)
        .map(i -> (shift + (turned ? rank - 1 - i : i)) % rank)
        .toArray();
  }
}
