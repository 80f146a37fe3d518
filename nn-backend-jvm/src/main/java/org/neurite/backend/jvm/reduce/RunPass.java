package org.neurite.backend.jvm.reduce;

import org.neurite.api.backend.Kernel;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Reduces the last dimension. A long run is cut into chunks; short runs are taken several to a
 * block. Every sum of a block is made in float, sums of blocks and chunks in double.
 */
final class RunPass implements Kernel, Job {
  private static final int BLOCK = Blocks.BLOCK;
  private static final int CHUNK = 16 * BLOCK;

  private final Pass pass;
  private final Combiner combiner;
  private final Blocks source;
  private final int cost;
  private final float[] target;
  private final Team team;
  private final double[] partial;
  private int length;
  private int chunks;
  private int items;
  private int parts;

  RunPass(
      Pass pass,
      Combiner combiner,
      Blocks source,
      int cost,
      float[] target,
      Team team,
      int capacity) {
    this.pass = pass;
    this.combiner = combiner;
    this.source = source;
    this.cost = cost;
    this.target = target;
    this.team = team;
    long most = chunks(pass.length().at(capacity));
    partial = new double[most == 1 ? 0 : Math.toIntExact(pass.outer().at(capacity) * most)];
  }

  private static long chunks(long length) {
    return (length + CHUNK - 1) / CHUNK;
  }

  @Override
  public void run(int n, long step) {
    source.resolve(n);
    int outer = (int) pass.outer().at(n);
    length = (int) pass.length().at(n);
    chunks = (int) chunks(length);
    items = outer * chunks;
    parts = team.parts((long) outer * length * cost, items);
    team.run(this, parts);
    if (chunks > 1) {
      joinChunks(outer);
    }
  }

  private void joinChunks(int outer) {
    for (int i = 0; i < outer; i++) {
      double all = combiner.start;
      for (int c = 0; c < chunks; c++) {
        all = combiner.join(all, partial[i * chunks + c]);
      }
      target[i] = (float) all;
    }
  }

  @Override
  public void run(int part, int worker) {
    int from = Team.begin(items, parts, part);
    int to = Team.begin(items, parts, part + 1);
    if (chunks == 1) {
      source.begin(worker, (to - from) * length);
      runs(from, to, worker);
      return;
    }
    for (int item = from; item < to; item++) {
      int begin = item / chunks * length + item % chunks * CHUNK;
      int end = Math.min(begin + CHUNK, (item / chunks + 1) * length);
      source.begin(worker, end - begin);
      partial[item] = chunk(begin, end, worker);
    }
  }

  private double chunk(int begin, int end, int worker) {
    double all = combiner.start;
    for (int at = begin; at < end; ) {
      int count = source.evaluate(at, Math.min(BLOCK, end - at), worker);
      all = combiner.join(all, combiner.run(source.values(worker), source.offset(worker), count));
      at += count;
    }
    return all;
  }

  /** Whole runs. A block ends at the end of a run, so that where a part begins does not matter. */
  private void runs(int from, int to, int worker) {
    int row = from;
    int left = length;
    double all = combiner.start;
    for (int at = from * length; row < to; ) {
      int wanted = left > BLOCK ? BLOCK : left + (BLOCK - left) / length * length;
      int count = source.evaluate(at, Math.min(wanted, to * length - at), worker);
      if (count > left) {
        // Fewer than wanted, because an operand's row ends: what is left of the last run waits.
        count = left + (count - left) / length * length;
      }
      int position = source.offset(worker);
      float[] values = source.values(worker);
      at += count;
      while (count > 0) {
        int run = Math.min(left, count);
        all = combiner.join(all, combiner.run(values, position, run));
        position += run;
        count -= run;
        left -= run;
        if (left == 0) {
          target[row++] = (float) all;
          all = combiner.start;
          left = length;
        }
      }
    }
  }
}
