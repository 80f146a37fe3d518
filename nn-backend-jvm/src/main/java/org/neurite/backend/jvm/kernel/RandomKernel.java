package org.neurite.backend.jvm.kernel;

import java.util.Arrays;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Leaf;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.Dim;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;

/**
 * Random numbers, the bits of {@link RandomStream}; without one, since a new stream for each step
 * would have to be allocated.
 */
public final class RandomKernel implements Kernel, Job {
  /** Most numbers made at once: the words of the blocks of {@link PhiloxLanes}. */
  private static final int MOST = 4 * PhiloxLanes.BLOCKS;

  private static final double UNIT = 0x1p-24;
  private static final int UNIFORM_COST = 10;
  private static final int NORMAL_COST = 400;

  private final Leaf.Random op;
  private final Team team;
  private final float[] target;
  private final Dim elements;
  private final long key;
  private final PhiloxLanes[] lanes;
  private long step;
  private int total;
  private boolean normal;
  private int parts;

  private RandomKernel(Leaf.Random op, Binding binding) {
    this.op = op;
    this.team = binding.resources().team();
    this.target = binding.output();
    this.elements = op.type().shape().elements();
    this.key = RandomStream.philoxKey(binding.resources().seed(), op.key());
    this.lanes = new PhiloxLanes[binding.workers()];
    Arrays.setAll(lanes, w -> new PhiloxLanes());
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
    normal = op.distribution() == Leaf.Distribution.NORMAL;
    int most = (total + group() - 1) / group();
    parts = team.parts((long) total * (normal ? NORMAL_COST : UNIFORM_COST), most);
    team.run(this, parts);
  }

  /** Numbers made at once: a uniform one takes a word, a normal one two. */
  private int group() {
    return normal ? MOST / 2 : MOST;
  }

  @Override
  public void run(int part, int worker) {
    PhiloxLanes source = lanes[worker];
    int groups = (total + group() - 1) / group();
    int end = Team.begin(groups, parts, part + 1);
    for (int g = Team.begin(groups, parts, part); g < end; g++) {
      source.compute((long) g * PhiloxLanes.BLOCKS, step, key);
      int from = g * group();
      int count = Math.min(group(), total - from);
      switch (op.distribution()) {
        case UNIFORM -> uniform(from, count, source.words);
        case NORMAL -> normal(from, count, source.words);
        case BERNOULLI -> bernoulli(from, count, source.words);
      }
    }
  }

  private void uniform(int from, int count, long[][] words) {
    double low = op.a();
    double width = op.b() - op.a();
    for (int i = 0; i < count; i++) {
      target[from + i] = (float) (low + width * ((words[i & 3][i >> 2] >>> 8) * UNIT));
    }
  }

  private void bernoulli(int from, int count, long[][] words) {
    long limit = (long) Math.ceil(op.a() / UNIT);
    for (int i = 0; i < count; i++) {
      int truth = words[i & 3][i >> 2] >>> 8 < limit ? 1 : 0;
      target[from + i] = truth;
    }
  }

  private void normal(int from, int count, long[][] words) {
    for (int i = 0; i < count; i++) {
      int word = 2 * (i & 1);
      double number = normal(words[word][i >> 1], words[word + 1][i >> 1]);
      target[from + i] = (float) (op.a() + op.b() * number);
    }
  }

  private static double normal(long first, long second) {
    double u = ((first >>> 8) + 1) * UNIT;
    double v = (second >>> 8) * UNIT;
    double radius = StrictMath.sqrt(-2 * StrictMath.log(u));
    return (float) (radius * StrictMath.cos(2 * StrictMath.PI * v));
  }
}
