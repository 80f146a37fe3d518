package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ShapeException;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Tanh;
import org.neurite.core.model.Trace;
import org.neurite.core.testing.Evaluate;

class RecurrentLayersTest {
  private static TensorType batch(long... sizes) {
    return TensorType.float32(Shape.batchOf(sizes));
  }

  @Test
  void parametersAreNamedAsInPytorch() {
    Lstm two = new Lstm(4, 2, true, true, true);
    assertThat(Evaluate.variables(two, batch(5, 3)))
        .hasSize(16)
        .startsWith("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        .contains("weight_ih_l1_reverse");
    assertThat(Evaluate.variables(new Gru(4, 1, false, true, false), batch(5, 3)))
        .containsExactly("weight_ih_l0", "weight_hh_l0");
  }

  @Test
  void givesEveryStepOrTheLastOfEachDirection() {
    assertThat(Evaluate.output(new Lstm(4, 2, true, true, true), batch(5, 3)))
        .isEqualTo(batch(5, 8));
    assertThat(Evaluate.output(new Lstm(4, 2, true, false, true), batch(5, 3))).isEqualTo(batch(8));
    assertThat(Evaluate.output(new Gru(4), batch(5, 3))).isEqualTo(batch(5, 4));
    assertThat(Evaluate.output(new SimpleRnn(4, 1, false, false, new Tanh(), true), batch(5, 3)))
        .isEqualTo(batch(4));
  }

  @Test
  void theLastStepIsTheSequencesLast() {
    NDArray x = NDArray.of(new double[] {0.1, -0.2, 0.3, 0.5, -0.6, 0.7}, 1, 3, 2);
    double[] all = Evaluate.predict(new Gru(2, 1, false, true, true), x).toDoubles();
    double[] last = Evaluate.predict(new Gru(2, 1, false, false, true), x).toDoubles();
    assertThat(last).containsExactly(all[4], all[5]);
  }

  @Test
  void programsDoNotGrowWithTheLength() {
    assertThat(nodes(1_000)).isEqualTo(nodes(3));
  }

  private static int nodes(int steps) {
    Tensor x = Tensor.input("x", batch(steps, 3), "net");
    Tensor y = new Trace(true).apply("net", "", new Lstm(4), x);
    return Graph.topological(List.of(y.value())).size();
  }

  @Test
  void timeDistributedTreatsStepsAlike() {
    NDArray x = NDArray.of(new double[] {1, 2, 1, 2, 3, 4}, 1, 3, 2);
    double[] y = Evaluate.predict(new TimeDistributed(new Dense(2)), x).toDoubles();
    assertThat(y).hasSize(6);
    assertThat(new double[] {y[2], y[3]}).containsExactly(y[0], y[1]);
    assertThat(Evaluate.output(new TimeDistributed(new Conv1D(4, 3)), batch(5, 2, 9)))
        .isEqualTo(batch(5, 4, 7));
  }

  @Test
  void needsSequences() {
    assertThatThrownBy(() -> Evaluate.output(new Lstm(4), batch(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at lstm in layer net: expected an input [N, T, F]");
    assertThatThrownBy(() -> new Lstm(0)).hasMessageContaining("Lstm.units");
  }
}
