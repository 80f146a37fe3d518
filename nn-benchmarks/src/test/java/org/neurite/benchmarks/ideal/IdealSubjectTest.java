package org.neurite.benchmarks.ideal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.StepListener;
import org.neurite.api.tensor.NDArray;
import org.neurite.benchmarks.neurite.NeuriteSubject;
import org.neurite.benchmarks.subject.UnsupportedWorkloadException;
import org.neurite.benchmarks.workload.Samples;
import org.neurite.benchmarks.workload.Workload;
import org.neurite.core.Neurite;
import org.neurite.core.loss.SoftmaxCrossEntropy;
import org.neurite.core.model.Model;
import org.neurite.core.optimizer.Sgd;
import org.neurite.core.train.ArrayDataset;

class IdealSubjectTest {
  private static final int STEPS = 300;
  private static final long SEED = 7;

  @Test
  void stepsOfW1LoseAsMuchAsNeurites() throws UnsupportedWorkloadException {
    Workload workload = Workload.of("W1").orElseThrow();
    Samples samples = new Samples(workload);
    List<Double> expected = new ArrayList<>();
    List<float[]> weights = new ArrayList<>();
    try (Neurite neurite = Neurite.create()) {
      Model model = NeuriteSubject.model(neurite, workload);
      model.initialWeights(SEED).values().forEach(array -> weights.add(array.toFloats()));
      StepListener listener = (epoch, step, count, loss) -> expected.add((double) loss);
      neurite
          .trainer(model)
          .loss(new SoftmaxCrossEntropy())
          .optimizer(new Sgd(workload.learning().rate()))
          .batchSize(workload.batch())
          .epochs(STEPS)
          .seed(SEED)
          .listener(listener)
          .fit(firstBatch(workload, samples));
    }

    try (SmallClassifier ideal = new SmallClassifier(workload, samples, weights)) {
      assertThat(expected).hasSize(STEPS);
      assertThat(expected.get(STEPS - 1)).isLessThan(0.9 * expected.get(0));
      for (double loss : expected) {
        ideal.step(0);
        assertThat(ideal.lastLoss()).isCloseTo(loss, within(1e-5));
      }
    }
  }

  private static ArrayDataset firstBatch(Workload workload, Samples samples) {
    return new ArrayDataset(
        NDArray.of(samples.inputs(0), workload.batch(), workload.network().inputs()),
        NDArray.of(samples.labels(0), workload.batch()));
  }

  @Test
  void refusesOtherWorkloads() {
    Workload workload = Workload.of("W2").orElseThrow();

    assertThatThrownBy(() -> new IdealSubject().open(workload, new Samples(workload), 1))
        .isInstanceOf(UnsupportedWorkloadException.class)
        .hasMessage("only W1 is written by hand");
  }
}
