package org.neurite.backend.jvm.elementwise;

import java.util.Arrays;
import org.neurite.api.tensor.Dim;

/**
 * A fused group bound to memory. Each block of up to {@link Blocks#BLOCK} elements is copied to
 * scratch arrays that begin at index 0, goes through all steps there, and is copied out before the
 * next one; everything stays in the first-level cache. This is how groups run that no class is
 * generated for. A group that is one plain loop over full operands runs on the operands themselves.
 * Workers use their own numbers and do not disturb each other.
 */
final class BlockProgram implements Group {
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

  @Override
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
      operand.begin(frame.arrays, worker, count);
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
      operand.place(frame.arrays, worker, start, count);
    }
    for (Copy load : loads) {
      load.in(frame, start, count);
    }
    for (Step step : steps) {
      step.run(frame, 0, count);
    }
    return count;
  }

  @Override
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
