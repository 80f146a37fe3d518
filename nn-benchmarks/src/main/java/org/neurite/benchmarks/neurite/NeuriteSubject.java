package org.neurite.benchmarks.neurite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.tensor.NDArray;
import org.neurite.benchmarks.subject.Subject;
import org.neurite.benchmarks.subject.Task;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Network.Product;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.neurite.core.Neurite;
import org.neurite.core.NeuriteModule;
import org.neurite.core.model.Model;
import org.neurite.core.train.Trained;

/**
 * Neurite on the backend that the system property {@code neurite.backend} names. Trainings include
 * what a trainer does besides the step: shuffling and copying batches, on a thread of its own.
 */
public final class NeuriteSubject implements Subject {
  private static final long SEED = 42;

  /** Made by name. */
  public NeuriteSubject() {}

  @Override
  public String version() {
    return Optional.ofNullable(Neurite.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  @Override
  public String settings(int threads) {
    boolean vector = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return "backend %s, vector module %s, %d threads"
        .formatted(System.getProperty("neurite.backend"), vector ? "on" : "off", threads);
  }

  @Override
  public Task open(Workload workload, Samples samples, int threads)
      throws UnsupportedWorkloadException {
    Neurite neurite = Neurite.create(new NeuriteModule().threads(threads));
    if (workload.network() instanceof Product product) {
      return new ProductTask(neurite.backend(), product);
    }
    Model model = model(neurite, workload);
    return switch (workload.kind()) {
      case TRAINING -> new TrainingTask(neurite, model, workload, samples);
      case THROUGHPUT, LATENCY -> new PredictionTask(neurite, initial(neurite, model), samples);
      case PRODUCT -> throw new IllegalArgumentException(workload.id() + " is not a product");
    };
  }

  /**
   * The network of Neurite's layers.
   *
   * @param neurite makes it
   * @param workload whose
   * @return the model
   * @throws UnsupportedWorkloadException if it is none of the workloads' networks
   */
  public static Model model(Neurite neurite, Workload workload)
      throws UnsupportedWorkloadException {
    return Networks.model(neurite, workload.id(), workload.network());
  }

  /** Weights do not matter to the time of a prediction. */
  private static Trained initial(Neurite neurite, Model model) {
    Map<String, NDArray> weights = model.initialWeights(SEED);
    return new Trained(neurite.environment(), model, weights, List.of(), Map.of());
  }
}
