package org.neurite.benchmarks.compare;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.neurite.benchmarks.workload.Workload;

/**
 * One size of a training that grows while the others stay.
 *
 * @param title of its chart
 * @param axis what grows
 * @param sizes the values it takes
 * @param workload the training of each size
 */
record Sweep(String title, String axis, List<Integer> sizes, IntFunction<Workload> workload) {
  private static final int WIDTH = 256;
  private static final int DEPTH = 2;
  private static final int BATCH = 64;

  static final List<Sweep> ALL =
      List.of(
          new Sweep(
              "2 hidden layers, batch 64",
              "units of a layer",
              powers(8, 2048, 2),
              width -> Workload.uniform(width, DEPTH, BATCH)),
          new Sweep(
              "2 hidden layers of 256",
              "samples of a batch",
              powers(1, 1024, 4),
              batch -> Workload.uniform(WIDTH, DEPTH, batch)),
          new Sweep(
              "layers of 256, batch 64",
              "hidden layers",
              powers(1, 16, 2),
              depth -> Workload.uniform(WIDTH, depth, BATCH)));

  private static List<Integer> powers(int first, int last, int factor) {
    return IntStream.iterate(first, size -> size <= last, size -> size * factor).boxed().toList();
  }

  /** The training of each size. */
  List<Workload> workloads() {
    return sizes.stream().map(workload::apply).toList();
  }
}
