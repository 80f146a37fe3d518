package org.neurite.backend.jvm.reduce;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Reduces a dimension that is not the last: rows are combined element by element. Work is cut into
 * strips of columns and chunks of rows; chunks are joined in double.
 */
final class RowPass implements Kernel, Job {
  private static final int BLOCK = Blocks.BLOCK;
  private static final int CHUNK = 128;

  private final Pass pass;
  private final Combiner combiner;
  private final Blocks source;
  private final int cost;
  private final float[] target;
  private final Team team;
  private final float[] partial;
  private final float[][] accumulators;
  private final float[][] lines;
  private int length;
  private int inner;
  private int chunks;
  private int strips;
  private int items;
  private int parts;

  RowPass(
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
    long most = ceil(pass.length().at(capacity), CHUNK);
    partial = new float[most == 1 ? 0 : Math.toIntExact(pass.results().at(capacity) * most)];
    accumulators = new float[team.size()][BLOCK];
    lines = new float[team.size()][BLOCK];
  }

  private static long ceil(long a, int b) {
    return (a + b - 1) / b;
  }

  @Override
  public void run(int n, long step) {
    source.resolve(n);
    int outer = (int) pass.outer().at(n);
    length = (int) pass.length().at(n);
    inner = (int) pass.inner().at(n);
    chunks = (int) ceil(length, CHUNK);
    strips = (int) ceil(inner, BLOCK);
    items = outer * chunks * strips;
    parts = team.parts((long) outer * length * inner * cost, items);
    team.run(this, parts);
    if (chunks > 1) {
      joinChunks(outer);
    }
  }

  private void joinChunks(int outer) {
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < inner; j++) {
        double all = combiner.start;
        for (int c = 0; c < chunks; c++) {
          all = combiner.join(all, partial[(o * chunks + c) * inner + j]);
        }
        target[o * inner + j] = (float) all;
      }
    }
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(items, parts, part + 1);
    for (int item = Team.begin(items, parts, part); item < to; item++) {
      int strip = item % strips * BLOCK;
      int chunk = item / strips;
      int width = Math.min(BLOCK, inner - strip);
      int firstRow = chunk % chunks * CHUNK;
      int rows = Math.min(CHUNK, length - firstRow);
      int start = (chunk / chunks * length + firstRow) * inner + strip;
      float[] acc = accumulators[worker];
      Arrays.fill(acc, 0, width, combiner.start);
      source.begin(worker, rows * inner);
      if (strips == 1) {
        wholeRows(acc, start, rows, worker);
      } else {
        stripRows(acc, start, rows, width, worker);
      }
      System.arraycopy(acc, 0, chunks > 1 ? partial : target, chunk * inner + strip, width);
    }
  }

  /** Rows that fit in a block, several at once. */
  private void wholeRows(float[] acc, int start, int rows, int worker) {
    int end = start + rows * inner;
    int column = 0;
    int most = BLOCK / inner * inner;
    for (int at = start; at < end; ) {
      int count = source.evaluate(at, Math.min(most, end - at), worker);
      int position = source.offset(worker);
      float[] values = source.values(worker);
      at += count;
      while (count > 0) {
        int run = Math.min(inner - column, count);
        add(acc, column, values, position, run, worker);
        position += run;
        count -= run;
        column = column + run == inner ? 0 : column + run;
      }
    }
  }

  private void stripRows(float[] acc, int start, int rows, int width, int worker) {
    for (int r = 0; r < rows; r++) {
      int row = start + r * inner;
      for (int done = 0; done < width; ) {
        int count = source.evaluate(row + done, width - done, worker);
        add(acc, done, source.values(worker), source.offset(worker), count, worker);
        done += count;
      }
    }
  }

  /** Brings elements to the indices of their sums first, which is what makes the loop fast. */
  private void add(float[] acc, int at, float[] values, int from, int count, int worker) {
    float[] line = lines[worker];
    System.arraycopy(values, from, line, at, count);
    combiner.row(acc, line, at, at + count);
  }
}
