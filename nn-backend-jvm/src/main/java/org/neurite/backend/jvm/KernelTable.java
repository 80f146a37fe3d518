package org.neurite.backend.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Custom;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.IndexOps;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Value;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.elementwise.FusedKernel;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.kernel.CustomKernels;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.kernel.IndexKernel;
import org.neurite.backend.jvm.kernel.LeafKernels;
import org.neurite.backend.jvm.kernel.MoveKernel;
import org.neurite.backend.jvm.kernel.PoolKernel;
import org.neurite.backend.jvm.kernel.RandomKernel;
import org.neurite.backend.jvm.kernel.ScanKernel;
import org.neurite.backend.jvm.linear.ConvKernel;
import org.neurite.backend.jvm.linear.ConvWeightGradKernel;
import org.neurite.backend.jvm.linear.MatMulKernel;
import org.neurite.backend.jvm.reduce.ArgMaxKernel;
import org.neurite.backend.jvm.reduce.CrossEntropyKernel;
import org.neurite.backend.jvm.reduce.ReduceKernel;
import org.neurite.backend.jvm.reduce.SoftmaxKernel;

/**
 * Which kernel computes which operation. A family of operations has a table of its own, made when
 * the first of them is met: a class is defined at run time for each line, and a network needs few.
 */
final class KernelTable {
  private static final String CROSS_ENTROPY = "softmax_cross_entropy";

  /** Composites by name. */
  private static final Set<String> COMPOSITES = Set.of("softmax", "log_softmax", CROSS_ENTROPY);

  private static final class ElementwiseOps {
    private static final Table KERNELS =
        new Table()
            .add(Elementwise.Unary.class, FusedKernel::single)
            .add(Elementwise.Binary.class, FusedKernel::single)
            .add(Elementwise.Where.class, FusedKernel::single)
            .add(Elementwise.Cast.class, FusedKernel::single);
  }

  private static final class LoweredOps {
    private static final Table KERNELS =
        new Table()
            .add(Lowered.Fused.class, KernelTable::fused)
            .add(Lowered.WithEpilogue.class, KernelTable::withEpilogue);
  }

  private static final class Leaves {
    private static final Table KERNELS =
        new Table()
            .add(Leaf.Count.class, LeafKernels::count)
            .add(Leaf.Iota.class, LeafKernels::iota)
            .add(Leaf.Random.class, RandomKernel::of);
  }

  private static final class Moves {
    private static final Table KERNELS =
        new Table()
            .add(ShapeOps.Reshape.class, MoveKernel::reshape)
            .add(ShapeOps.Transpose.class, MoveKernel::transpose)
            .add(ShapeOps.Broadcast.class, MoveKernel::broadcast)
            .add(ShapeOps.Slice.class, MoveKernel::slice)
            .add(ShapeOps.Pad.class, MoveKernel::pad)
            .add(ShapeOps.Concat.class, MoveKernel::concat)
            .add(ShapeOps.Reverse.class, MoveKernel::reverse);
  }

  private static final class Reductions {
    private static final Table KERNELS =
        new Table()
            .add(Reduction.Reduce.class, ReduceKernel::of)
            .add(Reduction.ArgMax.class, ArgMaxKernel::of);
  }

  private static final class Linear {
    private static final Table KERNELS =
        new Table()
            .add(LinearOps.MatMul.class, (op, binding) -> MatMulKernel.of(op, binding, null))
            .add(LinearOps.Conv.class, (op, binding) -> ConvKernel.of(op, binding, null))
            .add(LinearOps.ConvInputGrad.class, (op, binding) -> ConvKernel.of(op, binding, null))
            .add(LinearOps.ConvWeightGrad.class, ConvWeightGradKernel::of);
  }

  private static final class Pools {
    private static final Table KERNELS =
        new Table()
            .add(PoolOps.MaxPick.class, PoolKernel::maxPick)
            .add(PoolOps.MaxScatter.class, PoolKernel::maxScatter)
            .add(PoolOps.AvgPool.class, PoolKernel::average)
            .add(PoolOps.AvgPoolGrad.class, PoolKernel::averageGrad);
  }

  private static final class Others {
    private static final Table KERNELS =
        new Table()
            .add(IndexOps.Gather.class, IndexKernel::gather)
            .add(IndexOps.ScatterAdd.class, IndexKernel::scatterAdd)
            .add(Scan.class, ScanKernel::of)
            .add(Composite.class, KernelTable::composite)
            .add(Custom.class, CustomKernels::of);
  }

  private KernelTable() {}

  /** How the kernels of a family are made. */
  private static final class Table {
    private final Map<Class<? extends Op>, BiFunction<Op, Binding, Kernel>> kernels =
        new HashMap<>();

    <O extends Op> Table add(Class<O> type, BiFunction<O, Binding, Kernel> factory) {
      kernels.put(type, (op, binding) -> factory.apply(type.cast(op), binding));
      return this;
    }
  }

  private static Table family(Op op) {
    if (op instanceof Lowered) {
      return LoweredOps.KERNELS;
    }
    if (op instanceof Elementwise) {
      return ElementwiseOps.KERNELS;
    }
    if (op instanceof ShapeOps) {
      return Moves.KERNELS;
    }
    if (op instanceof LinearOps) {
      return Linear.KERNELS;
    }
    if (op instanceof Reduction) {
      return Reductions.KERNELS;
    }
    if (op instanceof PoolOps) {
      return Pools.KERNELS;
    }
    return op instanceof Leaf ? Leaves.KERNELS : Others.KERNELS;
  }

  static Kernel bind(Binding binding) {
    return bind(binding.instruction().op(), binding);
  }

  private static Kernel bind(Op op, Binding binding) {
    return family(op).kernels.get(op.getClass()).apply(op, binding);
  }

  private static Kernel fused(Lowered.Fused op, Binding binding) {
    return op.reduction().isPresent() ? ReduceKernel.of(op, binding) : FusedKernel.of(op, binding);
  }

  /** The core, and the epilogue in place on its result. */
  private static Kernel withEpilogue(Lowered.WithEpilogue op, Binding binding) {
    List<TensorType> given = binding.types();
    List<TensorType> types = new ArrayList<>(op.core().infer(given.subList(0, 2)));
    types.addAll(given.subList(2, given.size()));
    float[] result = binding.output();
    float[][] operands = binding.inputs();
    operands[1] = result;
    Epilogue epilogue =
        FusedKernel.of(
            op.epilogue(),
            types,
            Arrays.copyOfRange(operands, 1, operands.length),
            new float[][] {result},
            binding.resources());
    if (op.core() instanceof LinearOps.MatMul product) {
      return MatMulKernel.of(product, binding, epilogue);
    }
    if (op.core() instanceof LinearOps.Conv convolution) {
      return ConvKernel.of(convolution, binding, epilogue);
    }
    if (op.core() instanceof LinearOps.ConvInputGrad gradient) {
      return ConvKernel.of(gradient, binding, epilogue);
    }
    return epilogue.after(bind(op.core(), binding));
  }

  private static Kernel composite(Composite op, Binding binding) {
    return op.name().equals(CROSS_ENTROPY)
        ? CrossEntropyKernel.of(op, binding)
        : SoftmaxKernel.of(op, binding);
  }

  /** Whether there is a kernel for a composite: known name, float32, along the last axis. */
  static boolean claims(Composite composite) {
    if (!COMPOSITES.contains(composite.name())) {
      return false;
    }
    List<Value> inputs = composite.body().inputs();
    boolean pair = composite.name().equals(CROSS_ENTROPY);
    int last = inputs.get(0).shape().rank() - 1;
    return inputs.size() == (pair ? 2 : 1)
        && inputs.stream().allMatch(v -> v.dataType() == DataType.FLOAT32)
        && last >= 0
        && (pair || composite.attributes().get("axis") instanceof Integer axis && axis == last);
  }

  static boolean supports(Instruction instruction) {
    Op op = instruction.op();
    return family(op).kernels.containsKey(op.getClass())
        && !(op instanceof Composite composite && !claims(composite))
        && !hasDoubles(instruction);
  }

  private static boolean hasDoubles(Instruction instruction) {
    boolean doubles = false;
    for (Operand input : instruction.inputs()) {
      doubles |= input.type().dataType() == DataType.FLOAT64;
    }
    for (Optional<Operand> output : instruction.outputs()) {
      doubles |= output.isPresent() && output.get().type().dataType() == DataType.FLOAT64;
    }
    return doubles;
  }
}
