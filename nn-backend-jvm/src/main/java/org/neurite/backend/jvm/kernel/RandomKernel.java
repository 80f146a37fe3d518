package org.neurite.backend.jvm.kernel;

import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Leaf;
import org.neurite.api.random.Philox;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Dim;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Random numbers, the bits of {@link RandomStream}; without one, since a new stream for each step
 * would have to be allocated.
 */
public final class RandomKernel implements Kernel, Job {
  /** Numbers of one Philox block. */
  private static final int LANES = 4;

  private static final double UNIT = 0x1p-24;
  private static final int UNIFORM_COST = 20;
  private static final int NORMAL_COST = 400;

  private final Leaf.Random op;
  private final Team team;
  private final float[] target;
  private final Dim elements;
  private final long key;
  private final int[][] blocks;
  private long step;
  private int total;
  private int parts;

  private RandomKernel(Leaf.Random op, Binding binding) {
    this.op = op;
    this.team = binding.resources().team();
    this.target = binding.output();
    this.elements = op.type().shape().elements();
    this.key = RandomStream.philoxKey(binding.resources().seed(), op.key());
    this.blocks = new int[binding.workers()][LANES];
  }

  /**
   * Binds random numbers.
   *
   * @param op the operation
   * @param binding its result
   * @return the kernel
   */
  public static Kernel of(Leaf.Random op, Binding binding) {
    return new RandomKernel(op, binding);
  }

  @Override
  public void run(int n, long newStep) {
    step = newStep;
    total = (int) elements.at(n);
    int cost = op.distribution() == Leaf.Distribution.NORMAL ? NORMAL_COST : UNIFORM_COST;
    parts = team.parts((long) total * cost, (total + LANES - 1) / LANES);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int groups = (total + LANES - 1) / LANES;
    int from = Team.begin(groups, parts, part) * LANES;
    int to = Math.min(total, Team.begin(groups, parts, part + 1) * LANES);
    switch (op.distribution()) {
      case UNIFORM -> uniform(from, to, blocks[worker]);
      case NORMAL -> normal(from, to, blocks[worker]);
      case BERNOULLI -> bernoulli(from, to, blocks[worker]);
    }
  }

  private void uniform(int from, int to, int[] block) {
    double low = op.a();
    double width = op.b() - op.a();
    for (int i = from; i < to; i += LANES) {
      Philox.block(i / LANES, step, key, block);
      int lanes = Math.min(LANES, to - i);
      for (int lane = 0; lane < lanes; lane++) {
        target[i + lane] = (float) (low + width * ((block[lane] >>> 8) * UNIT));
      }
    }
  }

  private void bernoulli(int from, int to, int[] block) {
    double limit = op.a() / UNIT;
    for (int i = from; i < to; i += LANES) {
      Philox.block(i / LANES, step, key, block);
      int lanes = Math.min(LANES, to - i);
      for (int lane = 0; lane < lanes; lane++) {
        target[i + lane] = (block[lane] >>> 8) < limit ? 1 : 0;
      }
    }
  }

  private void normal(int from, int to, int[] block) {
    for (int i = from; i < to; i += 2) {
      Philox.block(i / 2, step, key, block);
      target[i] = (float) (op.a() + op.b() * normal(block[0], block[1]));
      if (i + 1 < to) {
        target[i + 1] = (float) (op.a() + op.b() * normal(block[2], block[3]));
      }
    }
  }

  private static float normal(int first, int second) {
    double u = ((first >>> 8) + 1) * UNIT;
    double v = (second >>> 8) * UNIT;
    double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
    return (float) (radius * StrictMath.cos(2 * StrictMath.PI * v));
  }
}
