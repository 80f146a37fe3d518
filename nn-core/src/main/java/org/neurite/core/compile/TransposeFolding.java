package org.neurite.core.compile;

import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;

/** A matrix product can read an operand transposed: no need to write the transpose first. */
final class TransposeFolding {
  private TransposeFolding() {}

  static Graph apply(Graph graph) {
    return Rewriter.rewrite(
        graph,
        (old, node) -> {
          if (!(node.op() instanceof LinearOps.MatMul op)) {
            return Optional.empty();
          }
          Value a = node.inputs().get(0);
          Value b = node.inputs().get(1);
          boolean swapsA = swapsLastTwo(a);
          boolean swapsB = swapsLastTwo(b);
          if (!swapsA && !swapsB) {
            return Optional.empty();
          }
          LinearOps.MatMul folded =
              new LinearOps.MatMul(op.transposeA() ^ swapsA, op.transposeB() ^ swapsB);
          List<Value> operands = List.of(swapsA ? source(a) : a, swapsB ? source(b) : b);
          return Optional.of(List.of(new Node(folded, operands, node.path()).output(0)));
        });
  }

  private static Value source(Value transposed) {
    return transposed.node().inputs().get(0);
  }

  private static boolean swapsLastTwo(Value value) {
    if (!(value.op() instanceof ShapeOps.Transpose op)) {
      return false;
    }
    int rank = op.axes().size();
    for (int i = 0; i < rank; i++) {
      int expected = i == rank - 2 ? rank - 1 : i == rank - 1 ? rank - 2 : i;
      if (op.axes().get(i) != expected) {
        return false;
      }
    }
    return rank >= 2;
  }
}
