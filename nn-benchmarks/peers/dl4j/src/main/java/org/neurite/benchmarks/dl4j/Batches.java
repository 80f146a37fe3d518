package org.neurite.benchmarks.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.neurite.benchmarks.workload.Network;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** Samples as ND4J's arrays. */
final class Batches {
  private Batches() {}

  static List<DataSet> of(Workload workload, Samples samples) {
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < samples.batches(); i++) {
      INDArray targets =
          Nd4j.create(samples.targets(i)).reshape(workload.batch(), workload.network().outputs());
      batches.add(new DataSet(input(workload, samples.inputs(i)), targets));
    }
    return batches;
  }

  /** Sequences are {@code [N, features, steps]} in Deeplearning4j. */
  static INDArray input(Workload workload, float[] values) {
    Network network = workload.network();
    long[] shape = new long[network.inputShape().size() + 1];
    shape[0] = workload.batch();
    for (int i = 1; i < shape.length; i++) {
      shape[i] = network.inputShape().get(i - 1);
    }
    INDArray input = Nd4j.create(values, shape, 'c');
    return shape.length == 3 ? input.permute(0, 2, 1).dup('c') : input;
  }
}
