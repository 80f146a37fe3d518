package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.neurite.api.tensor.Shape;

class OperationTest {
  @Test
  void isFoundByItsWholeName() {
    String all = "conv2d_bp:11:2;conv2d:-7:2;add:5:1;";
    assertThat(Operation.number(all, "conv2d")).hasValue(-7);
    assertThat(Operation.number(all, "conv3d")).isEmpty();
  }

  @Test
  @EnabledIf(Natives.EXPECTED)
  void whatTheLibraryLacksIsNamed() {
    assertThatThrownBy(() -> new Operation(HostDevice.ops(), "conv9d"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this build of libnd4j has no operation conv9d");
  }

  @Test
  void aRefusedCallIsToldWithWhatToDo() {
    List<Shape> operands = List.of(Shape.batchOf(2, 6, 6), Shape.of(3, 2, 3, 3));
    assertThat(Operation.refused("conv2d", operands, "30: no"))
        .hasMessage(
            "NN-1502 at backend nd4j: expected conv2d of [N, 2, 6, 6] with [3, 2, 3, 3],"
                + " found status 30: no. Use the backend 'jvm', and report this case.");
  }
}
