package org.neurite.backend.jvm.reduce;

import java.util.ArrayList;
import java.util.List;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Reduction;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.elementwise.Blocks;
import org.neurite.backend.jvm.elementwise.Group;
import org.neurite.backend.jvm.kernel.Binding;
import org.neurite.backend.jvm.parallel.Team;

/**
 * A reduction over any axes as a chain of passes: neighbouring axes of the same fate become one
 * dimension, and the last reduced dimension goes first. The first pass reads an array or the blocks
 * of a fused group; between passes lie small arrays.
 */
public final class ReduceKernel implements Kernel {
  private final Kernel[] passes;

  private ReduceKernel(List<Kernel> passes) {
    this.passes = passes.toArray(Kernel[]::new);
  }

  /**
   * Binds a reduction of an array.
   *
   * @param reduce the reduction
   * @param binding its operand and result
   * @return the kernel
   */
  public static Kernel of(Reduction.Reduce reduce, Binding binding) {
    Blocks source = new ArrayBlocks(binding.input(0), binding.workers());
    return chain(reduce, binding.shape(0), source, 1, binding);
  }

  /**
   * Binds a fused group that ends in a reduction.
   *
   * @param fused the group
   * @param binding its operands and result
   * @return the kernel
   */
  public static Kernel of(Lowered.Fused fused, Binding binding) {
    Group source =
        Group.of(fused, binding.types(), binding.inputs(), new float[0][], binding.resources());
    Reduction.Reduce reduce = fused.reduction().orElseThrow();
    return chain(reduce, fused.domain(), source, source.cost(), binding);
  }

  private static Kernel chain(
      Reduction.Reduce reduce, Shape domain, Blocks first, int firstCost, Binding binding) {
    Team team = binding.resources().team();
    List<Kernel> kernels = new ArrayList<>();
    Blocks source = first;
    int cost = firstCost;
    List<Pass> passes = passes(domain, reduce.axes());
    for (Pass pass : passes) {
      boolean last = kernels.size() == passes.size() - 1;
      float[] target = last ? binding.output() : new float[binding.most(pass.results())];
      kernels.add(
          pass.bind(
              Combiner.of(reduce.kind()),
              source,
              cost,
              target,
              team,
              binding.resources().capacity()));
      source = new ArrayBlocks(target, team.size());
      cost = 1;
    }
    return kernels.size() == 1 ? kernels.get(0) : new ReduceKernel(kernels);
  }

  /** A dimension made of neighbouring axes. */
  private record Axes(Dim size, boolean reduced) {}

  static List<Pass> passes(Shape domain, List<Integer> axes) {
    List<Axes> groups = new ArrayList<>();
    for (int axis = 0; axis < domain.rank(); axis++) {
      if (!domain.dim(axis).isOne()) {
        add(groups, new Axes(domain.dim(axis), axes.contains(axis)));
      }
    }
    List<Pass> passes = new ArrayList<>();
    while (passes.isEmpty() || groups.stream().anyMatch(Axes::reduced)) {
      passes.add(pass(groups));
    }
    return passes;
  }

  private static void add(List<Axes> groups, Axes next) {
    int last = groups.size() - 1;
    if (last >= 0 && groups.get(last).reduced() == next.reduced()) {
      groups.set(last, new Axes(groups.get(last).size().times(next.size()), next.reduced()));
    } else {
      groups.add(next);
    }
  }

  /** Takes the last reduced group out; with none, a pass over runs of one element, which copies. */
  private static Pass pass(List<Axes> groups) {
    int last = groups.size() - 1;
    while (last >= 0 && !groups.get(last).reduced()) {
      last--;
    }
    if (last < 0) {
      return new Pass(product(groups), Dim.ONE, Dim.ONE);
    }
    Pass pass =
        new Pass(
            product(groups.subList(0, last)),
            groups.get(last).size(),
            product(groups.subList(last + 1, groups.size())));
    List<Axes> rest = new ArrayList<>(groups);
    rest.remove(last);
    groups.clear();
    rest.forEach(g -> add(groups, g));
    return pass;
  }

  private static Dim product(List<Axes> groups) {
    return groups.stream().map(Axes::size).reduce(Dim.ONE, Dim::times);
  }

  @Override
  public void run(int n, long step) {
    for (Kernel pass : passes) {
      pass.run(n, step);
    }
  }
}
