package org.neurite.backend.jvm.elementwise;

import org.neurite.api.tensor.Dim;
import org.neurite.backend.jvm.loop.Loop;

/**
 * A group that a generated loop computes in one pass. Operands that repeat within the domain are
 * laid out block by block, but where one element stands for a long run of the domain, each run is a
 * call; if there is neither, a range is one call.
 *
 * <p>The loop works in strides. At the end of the domain it may reach beyond, into the padding of
 * the arrays. A range that ends elsewhere with part of a stride has that part computed aside, so
 * that an element's bits never depend on where a range ends.
 */
final class LoopProgram implements Group {
  private final Loop loop;
  private final int stride;
  private final float[][][] tables;
  private final float[][][] rests;
  private final BroadcastOperand[] broadcasts;
  private final RunOperand[] runs;
  private final LoopBinding.Count[] counts;
  private final int[] moving;
  private final boolean[] isBlock;
  private final int firstResult;
  private final int endOfResults;
  private final Dim elements;
  private final int cost;
  private int total;
  private int resolved = -1;

  LoopProgram(Loop loop, int stride, LoopBinding binding) {
    this.loop = loop;
    this.stride = stride;
    this.tables = binding.tables();
    this.rests = binding.rests();
    this.broadcasts = binding.broadcasts().toArray(new BroadcastOperand[0]);
    this.runs = binding.runs().toArray(new RunOperand[0]);
    this.counts = binding.counts().toArray(new LoopBinding.Count[0]);
    this.moving = binding.movingInputs();
    this.isBlock = new boolean[moving.length];
    for (int k = 0; k < moving.length; k++) {
      isBlock[k] = binding.isBlock(moving[k]);
    }
    this.firstResult = binding.firstResult();
    this.endOfResults = binding.endOfResults();
    this.elements = binding.elements();
    this.cost = binding.cost();
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
    total = (int) elements.at(n);
    for (BroadcastOperand operand : broadcasts) {
      operand.resolve(n);
    }
    for (RunOperand operand : runs) {
      operand.resolve(n);
    }
    for (LoopBinding.Count count : counts) {
      for (float[][] table : tables) {
        table[count.position()][0] = (float) count.dim().at(n);
      }
    }
  }

  @Override
  public void begin(int worker, int count) {
    for (BroadcastOperand operand : broadcasts) {
      operand.begin(tables[worker], worker, count);
    }
  }

  @Override
  public int evaluate(int start, int wanted, int worker) {
    int count = place(start, wanted, worker);
    loop.run(tables[worker], start, start + count);
    return count;
  }

  /** Lays repeated operands out; says for how many elements. */
  private int place(int start, int wanted, int worker) {
    int count = wanted;
    for (BroadcastOperand operand : broadcasts) {
      count = operand.limit(start, count);
    }
    for (RunOperand operand : runs) {
      count = operand.limit(start, count);
      operand.place(worker, start);
    }
    for (BroadcastOperand operand : broadcasts) {
      operand.place(tables[worker], worker, start, count);
    }
    return count;
  }

  @Override
  public void store(int from, int to, int worker) {
    if (broadcasts.length == 0 && runs.length == 0) {
      range(from, to, worker);
      return;
    }
    begin(worker, to - from);
    int most = broadcasts.length == 0 ? to - from : BLOCK;
    for (int start = from; start < to; ) {
      int count = place(start, Math.min(most, to - start), worker);
      range(start, start + count, worker);
      start += count;
    }
  }

  private void range(int from, int to, int worker) {
    int part = to == total ? 0 : (to - from) % stride;
    if (part < to - from) {
      loop.run(tables[worker], from, to - part);
    }
    if (part > 0) {
      rest(from, to - part, part, worker);
    }
  }

  private void rest(int from, int start, int count, int worker) {
    float[][] table = tables[worker];
    float[][] aside = rests[worker];
    for (int k = 0; k < moving.length; k++) {
      int at = isBlock[k] ? start - from : start;
      System.arraycopy(table[moving[k]], at, aside[moving[k]], 0, count);
    }
    loop.run(aside, 0, count);
    for (int k = firstResult; k < endOfResults; k++) {
      System.arraycopy(aside[k], 0, table[k], start, count);
    }
  }

  @Override
  public float[] values(int worker) {
    return tables[worker][firstResult];
  }

  @Override
  public int offset(int worker) {
    return 0;
  }
}
