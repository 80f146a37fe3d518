package org.neurite.core.compile;

import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Value;

/** Carries of a loop that do nothing but add up. */
final class RunningSums {
  private RunningSums() {}

  /**
   * What each step adds to a carry that serves for nothing else in the body, if that is a product
   * or a sum over the batch, of which all steps' operands can be taken at once.
   *
   * @param body the body of a loop
   * @param carry which carry
   * @return the node whose result is added
   */
  static Optional<Node> term(Graph body, int carry) {
    Value parameter = body.inputs().get(carry);
    Value result = body.outputValues().get(carry);
    boolean adds =
        result.op() instanceof Elementwise.Binary binary
            && binary.kind() == Elementwise.BinaryKind.ADD
            && result.node().inputs().contains(parameter);
    if (!adds || uses(body, parameter) != 1 || uses(body, result) != 1) {
      return Optional.empty();
    }
    List<Value> terms = result.node().inputs();
    Node term = terms.get(terms.get(0).equals(parameter) ? 1 : 0).node();
    return term.output(0).type().equals(parameter.type())
            && (isProductOverBatch(term) || isSumOverBatch(term))
        ? Optional.of(term)
        : Optional.empty();
  }

  private static long uses(Graph body, Value value) {
    return body.nodes().stream().flatMap(n -> n.inputs().stream()).filter(value::equals).count()
        + body.outputValues().stream().filter(value::equals).count();
  }

  private static boolean isProductOverBatch(Node term) {
    return term.op() instanceof LinearOps.MatMul product
        && product.transposeA()
        && !product.transposeB()
        && term.inputs().stream().allMatch(v -> v.shape().rank() == 2);
  }

  private static boolean isSumOverBatch(Node term) {
    return term.op() instanceof Reduction.Reduce reduce
        && reduce.kind() == Reduction.Kind.SUM
        && reduce.axes().equals(List.of(0))
        && !reduce.keepDims();
  }
}
