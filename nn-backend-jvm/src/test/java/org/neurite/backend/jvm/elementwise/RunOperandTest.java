package org.neurite.backend.jvm.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Lowered.Fused;
import org.neurite.api.graph.Lowered.Step;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Trial;

class RunOperandTest {

  @Test
  void suitsLongRunsOfWholeVectors() {
    Shape perChannel = Shape.of(Dim.of(3), Dim.ONE);
    assertThat(RunOperand.suits(perChannel, Shape.batchOf(3, 128))).isTrue();
    assertThat(RunOperand.suits(perChannel, Shape.batchOf(3, 112))).as("short").isFalse();
    assertThat(RunOperand.suits(perChannel, Shape.batchOf(3, 1000))).as("uneven").isFalse();
    assertThat(RunOperand.suits(perChannel, Shape.of(Dim.of(3), Dim.batch(128))))
        .as("of a length that is not known")
        .isFalse();
    assertThat(RunOperand.suits(Shape.of(128), Shape.batchOf(3, 128))).as("a row").isFalse();
  }

  /** Nothing but numbers for each run: ranges are as long as runs are. */
  @ParameterizedTest
  @ValueSource(ints = {128, 144, 4096})
  void numbersForEachRunAreReadAsNumbers(int length) {
    Shape domain = Shape.of(Dim.N, Dim.of(3), Dim.of(length));
    List<Step> steps =
        List.of(
            new Step(new Binary(BinaryKind.SUB), List.of(0, 1)),
            new Step(new Binary(BinaryKind.MUL), List.of(3, 2)));
    Trial.of(
            new Fused(domain, 3, steps, List.of(4, 3), Optional.empty()),
            TensorType.float32(domain),
            TensorType.float32(Shape.of(Dim.of(3), Dim.ONE)),
            TensorType.float32(Shape.of(Dim.N, Dim.ONE, Dim.ONE)))
        .sizes(new int[] {1, 1}, new int[] {37, 2}, new int[] {37, 37})
        .matchesReference();
  }
}
