package org.neurite.api.program;

import java.util.Optional;
import org.neurite.api.API;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.tensor.Shape;

/** Counts floating-point operations from shapes; a multiply-add counts two. */
@API(API.Status.EXPERIMENTAL)
public final class Flops {
  private Flops() {}

  /**
   * Work of one instruction.
   *
   * @param instruction the instruction
   * @param n the batch size
   * @return floating-point operations; 0 for work that only moves data
   */
  public static long of(Instruction instruction, long n) {
    Op op = instruction.op();
    if (op instanceof LinearOps linear) {
      return linear(linear, instruction, n);
    }
    if (op instanceof Lowered.WithEpilogue fused) {
      return linear(fused.core(), instruction, n) + steps(fused.epilogue(), n);
    }
    if (op instanceof Lowered.Fused fused) {
      return steps(fused, n);
    }
    if (op instanceof Scan scan) {
      return scan.length() * instruction.body().map(p -> p.flops(n)).orElse(0L);
    }
    if (op instanceof Elementwise) {
      return outputElements(instruction, n);
    }
    if (op instanceof Reduction || op instanceof PoolOps) {
      return elements(instruction.inputs().get(0), n);
    }
    return 0;
  }

  private static long steps(Lowered.Fused fused, long n) {
    long perElement = fused.steps().stream().filter(s -> s.op() instanceof Elementwise).count();
    return fused.domain().elements(n) * (perElement + (fused.reduction().isPresent() ? 1 : 0));
  }

  private static long linear(LinearOps op, Instruction instruction, long n) {
    Shape first = instruction.inputs().get(0).type().shape();
    Shape second = instruction.inputs().get(1).type().shape();
    if (op instanceof LinearOps.MatMul matmul) {
      long inner = first.dim(matmul.transposeA() ? -2 : -1).at(n);
      return 2 * inner * outputElements(instruction, n);
    }
    if (op instanceof LinearOps.Conv) {
      long perCell = second.elements(n) / second.dim(0).at(n);
      return 2 * perCell * outputElements(instruction, n);
    }
    if (op instanceof LinearOps.ConvInputGrad) {
      return 2 * first.elements(n) * (second.elements(n) / second.dim(0).at(n));
    }
    Shape weight = instruction.output().type().shape();
    return 2 * second.elements(n) * (weight.elements(n) / weight.dim(0).at(n));
  }

  private static long outputElements(Instruction instruction, long n) {
    return instruction.outputs().stream()
        .flatMap(Optional::stream)
        .mapToLong(o -> elements(o, n))
        .sum();
  }

  private static long elements(Operand operand, long n) {
    return operand.type().shape().elements(n);
  }
}
