package org.neurite.testkit.random;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.core.compile.Pass;
import org.neurite.testkit.random.Agreement.Precision;

class AgreementTest {
  private static final Backend FLOAT = new JvmBackendProvider().open(new BackendSettings(1));

  private static RandomGraph of(Tensor x, Tensor y) {
    return new RandomGraph(Graph.body(List.of(x.value()), List.of(y.value())));
  }

  @Test
  void singlePrecisionIsNotDoublePrecision() {
    Tensor x = Tensor.input("x0", TensorType.float32(Shape.batchOf(3)), "");
    RandomGraph graph = of(x, x.exp());
    assertThatCode(() -> new Agreement(graph, Precision.FLOAT).check(FLOAT, Pass.all()))
        .doesNotThrowAnyException();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> new Agreement(graph, Precision.DOUBLE).check(FLOAT, Pass.all()))
        .withMessageStartingWith("backend jvm, passes [FOLD, ")
        .withMessageContaining("N=5, 0, element 0: expected ")
        .withMessageContaining("%1 = exp(%0) : float32[N, 3]")
        .withMessageContaining("program test: 1 instructions");
  }

  @Test
  void whatIsIllConditionedMayBeOff() {
    Tensor x = Tensor.input("x0", TensorType.float32(Shape.batchOf(3)), "");
    Tensor cancelled = x.mul(0.3).add(1e6).sub(1e6);
    assertThatCode(() -> new Agreement(of(x, cancelled), Precision.FLOAT).check(FLOAT, Pass.all()))
        .doesNotThrowAnyException();
  }
}
