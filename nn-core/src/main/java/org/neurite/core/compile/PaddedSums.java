package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.tensor.Dim;

/**
 * A sum of pieces that are padded with zeros to lie side by side is their concatenation. The
 * gradient of a value of which slices are used is such a sum.
 */
final class PaddedSums {
  /** Most terms that are looked at. */
  private static final int MOST = 64;

  private PaddedSums() {}

  /** The concatenation, if a sum is one. */
  static Optional<Value> simpler(Node sum) {
    List<Value> terms = new ArrayList<>();
    if (!collect(sum, terms)) {
      return Optional.empty();
    }
    int axis = axis(terms.get(0));
    if (axis < 0 || terms.stream().anyMatch(t -> axis(t) != axis)) {
      return Optional.empty();
    }
    List<Value> sorted = new ArrayList<>(terms);
    sorted.sort(Comparator.comparingLong(t -> pad(t).low().get(axis).size()));
    long end = pad(sorted.get(0)).low().get(axis).size();
    for (Value term : sorted) {
      Dim size = piece(term).shape().dim(axis);
      if (size.batch() || pad(term).low().get(axis).size() != end) {
        return Optional.empty();
      }
      end += size.size();
    }
    return Optional.of(padded(sorted, axis, sum));
  }

  private static Value padded(List<Value> sorted, int axis, Node sum) {
    Value joined =
        new Node(
                new ShapeOps.Concat(axis),
                sorted.stream().map(PaddedSums::piece).flatMap(p -> pieces(p, axis)).toList(),
                sum.path())
            .output(0);
    Dim low = pad(sorted.get(0)).low().get(axis);
    Dim high = pad(sorted.get(sorted.size() - 1)).high().get(axis);
    if (low.isZero() && high.isZero()) {
      return joined;
    }
    int rank = joined.shape().rank();
    ShapeOps.Pad pad =
        new ShapeOps.Pad(
            at(axis, low, rank), at(axis, high, rank), Collections.nCopies(rank, 0), 0);
    return new Node(pad, List.of(joined), sum.path()).output(0);
  }

  /** What a piece is itself the concatenation of. */
  private static Stream<Value> pieces(Value piece, int axis) {
    return piece.op() instanceof ShapeOps.Concat concat && concat.axis() == axis
        ? piece.node().inputs().stream()
        : Stream.of(piece);
  }

  private static List<Dim> at(int axis, Dim dim, int rank) {
    return IntStream.range(0, rank).mapToObj(i -> i == axis ? dim : Dim.of(0)).toList();
  }

  /** Terms of a sum of equal shapes; false if one of them is not padded. */
  private static boolean collect(Node sum, List<Value> terms) {
    for (Value operand : sum.inputs()) {
      if (terms.size() == MOST) {
        return false;
      }
      boolean isSum =
          operand.op() instanceof Elementwise.Binary binary && binary.kind() == BinaryKind.ADD;
      boolean isTerm =
          operand.type().equals(sum.output(0).type())
              && (isSum ? collect(operand.node(), terms) : operand.op() instanceof ShapeOps.Pad);
      if (!isTerm) {
        return false;
      }
      if (!isSum) {
        terms.add(operand);
      }
    }
    return true;
  }

  /** The one axis along which a value is padded with zeros of known number; -1 if there is none. */
  private static int axis(Value term) {
    ShapeOps.Pad pad = pad(term);
    int axis = -1;
    for (int i = 0; i < pad.low().size(); i++) {
      boolean none = pad.low().get(i).isZero() && pad.high().get(i).isZero();
      boolean known = !pad.low().get(i).batch() && !pad.high().get(i).batch();
      if (pad.interior().get(i) != 0 || pad.value() != 0 || !none && (axis >= 0 || !known)) {
        return -1;
      }
      axis = none ? axis : i;
    }
    return axis;
  }

  private static ShapeOps.Pad pad(Value term) {
    return (ShapeOps.Pad) term.op();
  }

  private static Value piece(Value term) {
    return term.node().inputs().get(0);
  }
}
