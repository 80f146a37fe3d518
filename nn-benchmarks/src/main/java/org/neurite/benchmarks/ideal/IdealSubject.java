package org.neurite.benchmarks.ideal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network.Mlp;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;

/** The steps that are written by hand. */
public final class IdealSubject implements Subject {
  private static final long SEED = 42;

  /** Made by name. */
  public IdealSubject() {}

  @Override
  public String version() {
    return "by hand";
  }

  @Override
  public String settings(int threads) {
    return "plain loops, 1 thread";
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    if (!workload.id().equals("W1")) {
      throw new UnsupportedWorkloadException("only W1 is written by hand");
    }
    return new SmallClassifier(workload, samples, randomWeights((Mlp) workload.network()));
  }

  /** Weights {@code [out, in]} with a variance of 2 / in, and biases of zero, layer by layer. */
  private static List<float[]> randomWeights(Mlp network) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<float[]> weights = new ArrayList<>();
    for (int layer = 1; layer < network.widths().size(); layer++) {
      int in = network.widths().get(layer - 1);
      int out = network.widths().get(layer);
      float[] weight = new float[in * out];
      for (int i = 0; i < weight.length; i++) {
        weight[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / in));
      }
      weights.add(weight);
      weights.add(new float[out]);
    }
    return weights;
  }
}
