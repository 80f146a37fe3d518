package org.neurite.backend.jvm.elementwise;

import java.util.Arrays;
import java.util.List;
import org.neurite.api.graph.Lowered;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.TensorType;

/**
 * A fused group bound to memory. Each block of up to {@link #BLOCK} elements is copied to scratch
 * arrays that begin at index 0, goes through all steps there, and is copied out before the next
 * one; everything stays in the first-level cache. A group that is one plain loop over full operands
 * runs on the operands themselves. Workers use their own numbers and do not disturb each other.
 */
public final class BlockProgram implements Blocks {
  /** Most elements of a block. */
  public static final int BLOCK = 1024;

  /** A block that is copied between an array of the whole domain and a value. */
  static final class Copy {
    private final float[] whole;
    private final int value;

    Copy(float[] whole, int value) {
      this.whole = whole;
      this.value = value;
    }

    void in(Frame frame, int start, int count) {
      System.arraycopy(whole, start, frame.arrays[value], 0, count);
    }

    void out(Frame frame, int start, int count) {
      System.arraycopy(frame.arrays[value], 0, whole, start, count);
    }
  }

  /** A number that depends on the batch size, laid out as a block. */
  static final class Count {
    private final Dim dim;
    private final float[] block;

    Count(Dim dim, float[] block) {
      this.dim = dim;
      this.block = block;
    }

    void resolve(int n) {
      Arrays.fill(block, (float) dim.at(n));
    }
  }

  private final Frame[] frames;
  private final boolean inPlace;
  private final Copy[] loads;
  private final BroadcastOperand[] broadcasts;
  private final Step[] steps;
  private final Copy[] stores;
  private final Count[] counts;
  private final int result;
  private final int cost;
  private int resolved = -1;

  BlockProgram(BlockCompiler parts) {
    frames = parts.frames;
    inPlace = parts.inPlace;
    loads = parts.loads.toArray(Copy[]::new);
    broadcasts = parts.broadcasts.toArray(BroadcastOperand[]::new);
    steps = parts.steps.toArray(Step[]::new);
    stores = parts.stores.toArray(Copy[]::new);
    counts = parts.counts.toArray(Count[]::new);
    result = parts.fused.results().get(0);
    cost = parts.cost;
  }

  /**
   * Binds a group.
   *
   * @param fused the group; its reduction, if any, is left to the caller
   * @param types types of its operands
   * @param operands their arrays
   * @param outputs arrays of its results, null where one is not used; none if the caller reads the
   *     blocks
   * @param workers number of workers
   * @return the bound group
   */
  public static BlockProgram of(
      Lowered.Fused fused,
      List<TensorType> types,
      float[][] operands,
      float[][] outputs,
      int workers) {
    return new BlockCompiler(fused, types, operands, outputs, workers).compile();
  }

  /**
   * Work per element.
   *
   * @return quarters of a nanosecond, roughly
   */
  public int cost() {
    return cost;
  }

  @Override
  public void resolve(int n) {
    if (n == resolved) {
      return;
    }
    resolved = n;
    for (BroadcastOperand operand : broadcasts) {
      operand.resolve(n);
    }
    for (Count count : counts) {
      count.resolve(n);
    }
  }

  @Override
  public void begin(int worker, int count) {
    Frame frame = frames[worker];
    for (BroadcastOperand operand : broadcasts) {
      operand.begin(frame, worker, count);
    }
  }

  @Override
  public int evaluate(int start, int wanted, int worker) {
    Frame frame = frames[worker];
    int count = wanted;
    for (BroadcastOperand operand : broadcasts) {
      count = operand.limit(start, count);
    }
    for (BroadcastOperand operand : broadcasts) {
      operand.place(frame, worker, start, count);
    }
    for (Copy load : loads) {
      load.in(frame, start, count);
    }
    for (Step step : steps) {
      step.run(frame, 0, count);
    }
    return count;
  }

  /**
   * Computes and stores the results of a range.
   *
   * @param from flat index of the first element
   * @param to flat index after the last
   * @param worker the worker
   */
  public void store(int from, int to, int worker) {
    Frame frame = frames[worker];
    if (inPlace) {
      steps[0].run(frame, from, to);
      return;
    }
    begin(worker, to - from);
    for (int start = from; start < to; ) {
      int count = evaluate(start, Math.min(BLOCK, to - start), worker);
      for (Copy store : stores) {
        store.out(frame, start, count);
      }
      start += count;
    }
  }

  @Override
  public float[] values(int worker) {
    return frames[worker].arrays[result];
  }

  @Override
  public int offset(int worker) {
    return 0;
  }
}
