package org.neurite.backend.jvm.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Tells loops in which each row of the batch goes its own way, so that some rows can be taken
 * through all steps before others: the body's values have the batch as their first dimension or not
 * at all, and no operation mixes rows.
 */
final class RowWise {
  private RowWise() {}

  /**
   * Whether a loop's rows are independent.
   *
   * @param op the loop
   * @param loop its operands, results and body
   * @return false where an operation is not known to keep rows apart
   */
  static boolean holds(Scan op, Instruction loop) {
    Program body = loop.body().orElseThrow();
    int captured = op.carries() + op.scanned();
    for (int i = 0; i < loop.inputs().size(); i++) {
      Operand parameter = body.inputs().get(Integer.toString(i));
      boolean suits =
          parameter == null
              || (i < op.carries() && hasRows(parameter))
              || (i >= op.carries() && i < captured && isKnown(parameter))
              || (i >= captured && isFree(parameter.type().shape()));
      if (!suits) {
        return false;
      }
    }
    return body.outputs().values().stream().allMatch(RowWise::hasRows)
        && body.instructions().stream().allMatch(RowWise::keepsRowsApart);
  }

  private static boolean hasRows(Operand operand) {
    return hasRows(operand.type().shape());
  }

  private static boolean hasRows(Shape shape) {
    return shape.rank() > 0 && shape.dim(0).equals(Dim.N) && isFree(shape.without(0));
  }

  private static boolean isFree(Shape shape) {
    return !shape.elements().batch();
  }

  private static boolean isKnown(Operand operand) {
    return isKnown(operand.type().shape());
  }

  private static boolean isKnown(Shape shape) {
    return hasRows(shape) || isFree(shape);
  }

  private static boolean keepsRowsApart(Instruction instruction) {
    List<Operand> results = instruction.outputs().stream().flatMap(Optional::stream).toList();
    if (!Stream.concat(instruction.inputs().stream(), results.stream())
        .allMatch(RowWise::isKnown)) {
      return false;
    }
    boolean mixes =
        instruction.inputs().stream().anyMatch(RowWise::hasRows)
            && !results.stream().allMatch(RowWise::hasRows);
    return !mixes && keepsRowsApart(instruction.op(), instruction.inputs());
  }

  private static boolean keepsRowsApart(Op op, List<Operand> operands) {
    if (op instanceof Lowered.Fused group) {
      return isKnown(group.domain())
          && group.steps().stream().allMatch(s -> isRepeatable(s.op()))
          && group.reduction().map(r -> !r.axes().contains(0)).orElse(true)
          && lineUp(operands, group.domain().rank());
    }
    if (op instanceof Lowered.WithEpilogue finished) {
      Lowered.Fused epilogue = finished.epilogue();
      return finished.core() instanceof LinearOps.MatMul product
          && isProductOfRows(product, operands)
          && isKnown(epilogue.domain())
          && epilogue.steps().stream().allMatch(s -> isRepeatable(s.op()))
          && lineUp(operands.subList(2, operands.size()), epilogue.domain().rank());
    }
    if (op instanceof LinearOps.MatMul product) {
      return isProductOfRows(product, operands);
    }
    if (op instanceof ShapeOps.Transpose transpose) {
      return transpose.axes().get(0) == 0;
    }
    if (op instanceof ShapeOps.Broadcast broadcast) {
      return lineUp(operands, broadcast.shape().rank());
    }
    if (op instanceof ShapeOps.Concat concat) {
      return concat.axis() != 0;
    }
    if (op instanceof ShapeOps.Reverse reverse) {
      return !reverse.axes().contains(0);
    }
    if (op instanceof Reduction.Reduce reduce) {
      return !reduce.axes().contains(0);
    }
    if (op instanceof Reduction.ArgMax argMax) {
      return argMax.axis() != 0;
    }
    return op instanceof Elementwise
        || op instanceof ShapeOps.Reshape
        || op instanceof ShapeOps.Slice
        || op instanceof ShapeOps.Pad
        || isSoftmax(op);
  }

  /** Neither the number of rows nor which of them it is matters. */
  private static boolean isRepeatable(Op op) {
    return op instanceof Elementwise || op instanceof Leaf.Constant;
  }

  /** Whether operands with rows meet the rows of a result of some rank. */
  private static boolean lineUp(List<Operand> operands, int rank) {
    return operands.stream().allMatch(o -> !hasRows(o) || o.type().shape().rank() == rank);
  }

  private static boolean isProductOfRows(LinearOps.MatMul product, List<Operand> operands) {
    Shape left = operands.get(0).type().shape();
    return !product.transposeA() && left.rank() == 2 && isFree(operands.get(1).type().shape());
  }

  /** Composites that have kernels work along the last axis. */
  private static boolean isSoftmax(Op op) {
    return op instanceof Composite composite
        && composite.body().inputs().stream().allMatch(v -> v.shape().rank() > 1);
  }
}
