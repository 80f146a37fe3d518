package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.api.tensor.Shape;

@EnabledIf(Natives.EXPECTED)
class ConvKernelTest {
  @Test
  void findsAnOperationByItsWholeName() {
    String all = "conv2d_bp:11:2;conv2d:-7:2;add:5:1;";
    assertThat(ConvKernel.number(all, "conv2d")).hasValue(-7);
    assertThat(ConvKernel.number(all, "conv3d")).isEmpty();
  }

  @Test
  void theProbesConvolutionHasTheRightResult() {
    assertThat(ConvKernel.works()).isTrue();
  }

  @Test
  void aRefusedConvolutionIsToldWithWhatToDo() {
    assertThat(ConvKernel.refused(Shape.batchOf(2, 6, 6), Shape.of(3, 2, 3, 3), "30: no"))
        .hasMessage(
            "NN-1502 at backend nd4j: expected conv2d of [N, 2, 6, 6] with weights [3, 2, 3, 3],"
                + " found status 30: no. Use the backend 'jvm', and report this convolution.");
  }
}
