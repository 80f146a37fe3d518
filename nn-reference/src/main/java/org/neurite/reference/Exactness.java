package org.neurite.reference;

import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.IndexOps;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;

/** Which operations give the same result in any precision: those that only select or move. */
final class Exactness {
  private Exactness() {}

  static boolean isExact(Op op) {
    if (op instanceof Elementwise elementwise) {
      return isExact(elementwise);
    }
    if (op instanceof Reduction.Reduce reduce) {
      return reduce.kind() != Reduction.Kind.SUM;
    }
    return op instanceof Leaf
        || op instanceof ShapeOps
        || op instanceof IndexOps.Gather
        || op instanceof PoolOps.MaxPick
        || isMadeOfOthers(op);
  }

  private static boolean isExact(Elementwise op) {
    if (op instanceof Elementwise.Unary unary) {
      return switch (unary.kind()) {
        case NEG, ABS, FLOOR, SIGN, NOT -> true;
        default -> false;
      };
    }
    if (op instanceof Elementwise.Binary binary) {
      return switch (binary.kind()) {
        case ADD, SUB, MUL, DIV, POW -> false;
        default -> true;
      };
    }
    return true;
  }

  /** What rounds is inside the body. */
  private static boolean isMadeOfOthers(Op op) {
    return op instanceof Scan || op instanceof Composite;
  }
}
