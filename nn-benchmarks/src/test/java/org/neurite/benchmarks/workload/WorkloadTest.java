package org.neurite.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.benchmarks.workload.Network.Mlp;

class WorkloadTest {
  @Test
  void namesAreUnique() {
    assertThat(Workload.NAMED).extracting(Workload::id).doesNotHaveDuplicates();
  }

  @Test
  void sweepsAreReadFromTheirName() {
    Workload workload = Workload.of("mlp-512x3-b64").orElseThrow();

    assertThat(workload.network()).isEqualTo(new Mlp(List.of(512, 512, 512, 512, 10)));
    assertThat(workload.batch()).isEqualTo(64);
    assertThat(workload.id()).isEqualTo("mlp-512x3-b64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"W9", "", "mlp-512", "mlp-0x3-b64", "mlp-512x3-b0"})
  void otherNamesAreUnknown(String id) {
    assertThat(Workload.of(id)).isEmpty();
  }

  @Test
  void labelsAreTheLargestOfTheFirstInputs() {
    Workload workload = Workload.of("W1").orElseThrow();
    Samples samples = new Samples(workload);
    float[] inputs = samples.inputs(2);
    int[] labels = samples.labels(2);
    float[] targets = samples.targets(2);

    assertThat(labels).hasSize(16);
    for (int row = 0; row < labels.length; row++) {
      for (int i = 0; i < 3; i++) {
        assertThat(inputs[row * 4 + labels[row]]).isGreaterThanOrEqualTo(inputs[row * 4 + i]);
        assertThat(targets[row * 3 + i]).isEqualTo(labels[row] == i ? 1 : 0);
      }
    }
  }

  @Test
  void regressionsHaveTheStatedVariance() {
    Workload workload = Workload.of("W2").orElseThrow();
    Samples samples = new Samples(workload);
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int batch = 0; batch < samples.batches(); batch++) {
      for (float target : samples.targets(batch)) {
        sum += target;
        squares += (double) target * target;
        count++;
      }
    }

    assertThat(sum / count).isCloseTo(0, within(0.01));
    assertThat(squares / count).isCloseTo(workload.chanceLoss(), within(0.01));
  }

  @Test
  void samplesAreTheSameEachTime() {
    Workload workload = Workload.of("W1").orElseThrow();

    assertThat(new Samples(workload).inputs(1)).isEqualTo(new Samples(workload).inputs(1));
  }
}
