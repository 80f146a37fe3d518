package org.neurite.reference;

import org.neurite.api.graph.PoolOps;

/** Pooling over windows, and its gradients. */
final class PoolingRules {
  private PoolingRules() {}

  /** Takes one window: the indices of its real cells in the input, and its index in the output. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int[] cells, int output);
  }

  static void register(Evaluators table) {
    table.one(PoolOps.MaxPick.class, PoolingRules::maxPick);
    table.one(PoolOps.MaxScatter.class, PoolingRules::maxScatter);
    table.one(PoolOps.AvgPool.class, PoolingRules::avgPool);
    table.one(PoolOps.AvgPoolGrad.class, PoolingRules::avgPoolGrad);
  }

  private static Values maxPick(Call<PoolOps.MaxPick> call) {
    Values x = call.input(0);
    Values picked = call.input(1);
    Values y = Values.zeros(call.output());
    visit(
        new Geometry(call.op().window(), x, y),
        (cells, o) -> y.set(o, picked.get(largest(x, cells))));
    return y;
  }

  private static Values maxScatter(Call<PoolOps.MaxScatter> call) {
    Values x = call.input(0);
    Values g = call.input(1);
    Values result = Values.zeros(call.output());
    visit(
        new Geometry(call.op().window(), x, g),
        (cells, o) -> result.add(largest(x, cells), g.get(o)));
    return result;
  }

  private static int largest(Values x, int[] cells) {
    int best = cells[0];
    for (int cell : cells) {
      if (x.get(cell) > x.get(best)) {
        best = cell;
      }
    }
    return best;
  }

  private static Values avgPool(Call<PoolOps.AvgPool> call) {
    Values x = call.input();
    Values y = Values.zeros(call.output());
    Geometry geometry = new Geometry(call.op().window(), x, y);
    visit(
        geometry,
        (cells, o) -> {
          double sum = 0;
          for (int cell : cells) {
            sum += x.get(cell);
          }
          y.set(o, sum / divisor(geometry, cells, call.op().countPadding()));
        });
    return y;
  }

  private static Values avgPoolGrad(Call<PoolOps.AvgPoolGrad> call) {
    Values g = call.input();
    Values result = Values.zeros(call.output());
    Geometry geometry = new Geometry(call.op().window(), result, g);
    visit(
        geometry,
        (cells, o) -> {
          double share = g.get(o) / divisor(geometry, cells, call.op().countPadding());
          for (int cell : cells) {
            result.add(cell, share);
          }
        });
    return result;
  }

  private static int divisor(Geometry geometry, int[] cells, boolean countPadding) {
    return countPadding ? geometry.kernelCells() : cells.length;
  }

  private static void visit(Geometry geometry, Visitor visitor) {
    int planes = geometry.input().size(0) * geometry.input().size(1);
    for (int plane = 0; plane < planes; plane++) {
      int from = plane * geometry.inputCells();
      for (int cell = 0; cell < geometry.outputCells(); cell++) {
        int[] cells = geometry.inputCells(from, cell);
        visitor.visit(cells, plane * geometry.outputCells() + cell);
      }
    }
  }
}
