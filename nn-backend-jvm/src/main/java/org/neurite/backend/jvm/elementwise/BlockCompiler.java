package org.neurite.backend.jvm.elementwise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;

/** Turns a fused group into steps on frames, with as few scratch blocks as its values allow. */
final class BlockCompiler {
  private static final int BLOCK = Blocks.BLOCK;

  final Lowered.Fused fused;
  final Frame[] frames;

  /** Blocks of full operands that are copied to scratch. */
  final List<BlockProgram.Copy> loads = new ArrayList<>();

  final List<BroadcastOperand> broadcasts = new ArrayList<>();
  final List<Step> steps = new ArrayList<>();
  final List<BlockProgram.Copy> stores = new ArrayList<>();
  final List<BlockProgram.Count> counts = new ArrayList<>();

  /** Whether the group is one loop that runs on its operands and its result directly. */
  final boolean inPlace;

  int cost = 1;

  private final List<TensorType> types;
  private final float[][] operands;
  private final float[][] outputs;

  /** For each value, the index of the last step that reads it; results live on. */
  private final int[] lastUse;

  /** For each value, the scratch block that it is in, or -1. */
  private final int[] registers;

  private final Deque<Integer> free = new ArrayDeque<>();
  private final List<float[][]> scratch = new ArrayList<>();

  BlockCompiler(
      Lowered.Fused fused,
      List<TensorType> types,
      float[][] operands,
      float[][] outputs,
      int workers) {
    this.fused = fused;
    this.types = fused.valueTypes(types);
    this.operands = operands;
    this.outputs = outputs;
    this.frames = new Frame[workers];
    Arrays.setAll(frames, w -> new Frame(this.types.size()));
    this.registers = new int[this.types.size()];
    Arrays.fill(registers, -1);
    this.lastUse = lastUses();
    this.inPlace = isOneLoop(types);
    bindOperands(types);
  }

  private int[] lastUses() {
    int[] last = new int[types.size()];
    for (int s = 0; s < fused.steps().size(); s++) {
      for (int argument : fused.steps().get(s).arguments()) {
        last[argument] = s;
      }
    }
    fused.results().forEach(r -> last[r] = Integer.MAX_VALUE);
    return last;
  }

  private boolean isOneLoop(List<TensorType> operandTypes) {
    return fused.steps().size() == 1
        && fused.results().equals(List.of(operands.length))
        && outputs.length == 1
        && outputs[0] != null
        && operandTypes.stream().allMatch(this::isFull)
        && fused.steps().get(0).op() instanceof Elementwise op
        && !(op instanceof Elementwise.Unary unary && UnaryLoops.of(unary.kind()).isEmpty());
  }

  private boolean isFull(TensorType type) {
    return type.shape().elements().equals(fused.domain().elements());
  }

  private void bindOperands(List<TensorType> operandTypes) {
    for (int i = 0; i < operands.length; i++) {
      TensorType type = operandTypes.get(i);
      cost++;
      if (inPlace) {
        place(i, operands[i]);
      } else if (isFull(type)) {
        take(i);
        loads.add(new BlockProgram.Copy(operands[i], i));
      } else {
        broadcasts.add(
            new BroadcastOperand(i, operands[i], type.shape(), fused.domain(), frames.length));
      }
    }
  }

  private void place(int value, float[] array) {
    for (Frame frame : frames) {
      frame.arrays[value] = array;
    }
  }

  BlockProgram compile() {
    for (int s = 0; s < fused.steps().size(); s++) {
      compile(s);
    }
    for (int k = 0; k < outputs.length && !inPlace; k++) {
      if (outputs[k] != null) {
        stores.add(new BlockProgram.Copy(outputs[k], fused.results().get(k)));
        cost++;
      }
    }
    return new BlockProgram(this);
  }

  private void compile(int index) {
    Lowered.Step step = fused.steps().get(index);
    int value = operands.length + index;
    if (step.op() instanceof Leaf leaf) {
      layOut(leaf, value);
      return;
    }
    List<Integer> in = step.arguments();
    in.stream().distinct().forEach(a -> release(a, index));
    if (inPlace) {
      place(value, outputs[0]);
    } else {
      take(value);
    }
    steps.add(step(step.op(), in, value));
  }

  /** A number as a block that never changes, or changes with the batch size. */
  private void layOut(Leaf leaf, int value) {
    float[] block = new float[BLOCK];
    place(value, block);
    if (leaf instanceof Leaf.Constant constant) {
      Arrays.fill(block, (float) constant.value().cast(constant.dataType()).get(0));
    } else if (leaf instanceof Leaf.Count count) {
      counts.add(new BlockProgram.Count(count.dim(), block));
    } else {
      throw new IllegalArgumentException(leaf + " in a fused group");
    }
  }

  private void release(int value, int step) {
    if (registers[value] >= 0 && lastUse[value] == step) {
      free.push(registers[value]);
    }
  }

  private void take(int value) {
    if (free.isEmpty()) {
      float[][] blocks = new float[frames.length][BLOCK];
      free.push(scratch.size());
      scratch.add(blocks);
    }
    registers[value] = free.pop();
    for (int w = 0; w < frames.length; w++) {
      frames[w].arrays[value] = scratch.get(registers[value])[w];
    }
  }

  private Step step(Op op, List<Integer> in, int value) {
    if (op instanceof Elementwise.Unary unary) {
      return unary(unary, in.get(0), value);
    }
    if (op instanceof Elementwise.Binary binary) {
      boolean integer = types.get(in.get(0)).dataType() == DataType.INT32;
      cost += costOf(binary);
      return Step.binary(BinaryLoops.of(binary.kind(), integer), in.get(0), in.get(1), value);
    }
    if (op instanceof Elementwise.Where) {
      cost += 3;
      return Step.where(in.get(0), in.get(1), in.get(2), value);
    }
    cost++;
    UnaryLoop loop =
        op instanceof Elementwise.Cast cast
            ? UnaryLoops.cast(types.get(in.get(0)).dataType(), cast.to())
            : UnaryLoops::copy;
    return Step.unary(loop, in.get(0), value);
  }

  private Step unary(Elementwise.Unary unary, int x, int value) {
    Optional<UnaryLoop> loop = UnaryLoops.of(unary.kind());
    cost +=
        switch (unary.kind()) {
          case SIN, COS -> 80;
          default -> loop.isPresent() ? 2 : 6;
        };
    return loop.isPresent()
        ? Step.unary(loop.get(), x, value)
        : Step.function(Functions.of(unary.kind()), x, value);
  }

  private static int costOf(Elementwise.Binary binary) {
    return switch (binary.kind()) {
      case POW -> 120;
      case LT, LE, GT, GE, EQ, NE -> 3;
      default -> 1;
    };
  }
}
