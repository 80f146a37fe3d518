package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Tanh;
import org.neurite.core.merge.SequenceLengths;
import org.neurite.core.testing.Evaluate;

/** Padded sequences must give what the same sequences give without padding. */
class MaskedLayersTest {
  private static final double[] TWO_STEPS = {0.5, -0.4, 0.9, 0.3};

  static Stream<MaskedLayer> layers() {
    return Stream.of(
        new SimpleRnn(2, 2, true, true, new Tanh(), true),
        new Gru(2, 1, true, true, true),
        new Lstm(2, 2, true, true, true),
        new MultiHeadAttention(2),
        new TransformerEncoderBlock(1, 3, new Relu(), false, false, 0, 1e-5),
        new TransformerEncoderBlock(2, 3, new Relu(), true, true, 0, 1e-5));
  }

  private static NDArray sequence(double... values) {
    return NDArray.of(values, 1, values.length / 2, 2);
  }

  private static double[] padded(double with) {
    double[] values = Arrays.copyOf(TWO_STEPS, 8);
    Arrays.fill(values, 4, 8, with);
    return values;
  }

  @ParameterizedTest
  @MethodSource("layers")
  void paddingChangesNothing(MaskedLayer layer) {
    double[] plain = Evaluate.predict(new Masking(layer), sequence(TWO_STEPS)).toDoubles();
    double[] longer = Evaluate.predict(new Masking(layer), sequence(padded(0))).toDoubles();
    assertThat(Arrays.copyOf(longer, plain.length)).containsExactly(plain, within(1e-12));
    double[] other = Evaluate.predict(new Masking(layer, 9), sequence(padded(9))).toDoubles();
    assertThat(Arrays.copyOf(other, plain.length)).containsExactly(plain, within(1e-12));
    assertThat(Evaluate.predict(new Masking(layer, -1), sequence(padded(9))).toDoubles())
        .isNotEqualTo(other);
  }

  @Test
  void theLastOutputIsThatOfTheLastStepThatCounts() {
    Layer lstm = new Masking(new Lstm(3, 1, true, false, true));
    double[] plain = Evaluate.predict(lstm, sequence(TWO_STEPS)).toDoubles();
    assertThat(Evaluate.predict(lstm, sequence(padded(0))).toDoubles())
        .containsExactly(plain, within(1e-12));
    assertThat(Evaluate.predict(lstm, sequence(new double[6])).toDoubles())
        .containsExactly(new double[6]);
  }

  @Test
  void recurrentLayersGiveZerosForPadding() {
    double[] y = Evaluate.predict(new Masking(new Gru(2)), sequence(padded(0))).toDoubles();
    assertThat(Arrays.copyOfRange(y, 4, 8)).containsExactly(0, 0, 0, 0);
    assertThat(y[3]).isNotZero();
  }

  /** A sequence and its length, taken from one input [N, 9] for the test. */
  private static Layer withLengths(MaskedLayer layer) {
    Layer steps = (ctx, x) -> x.slice(1, 0, 8).reshape(Shape.of(x.dim(0), dim(4), dim(2)));
    Layer length = (ctx, x) -> x.slice(1, 8, 1);
    return new Parallel(new SequenceLengths(layer), steps, length);
  }

  private static org.neurite.api.tensor.Dim dim(int size) {
    return org.neurite.api.tensor.Dim.of(size);
  }

  @Test
  void lengthsSayWhichStepsCount() {
    double[] input = Arrays.copyOf(padded(7), 9);
    input[8] = 2;
    double[] masked = Evaluate.predict(new Masking(new Gru(2), 7), sequence(padded(7))).toDoubles();
    double[] found = Evaluate.predict(withLengths(new Gru(2)), NDArray.of(input, 1, 9)).toDoubles();
    assertThat(Arrays.stream(found).filter(v -> v != 0).count())
        .isEqualTo(Arrays.stream(masked).filter(v -> v != 0).count());
    assertThat(Arrays.copyOfRange(found, 4, 8)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void rejectsWhatIsNoSequence() {
    assertThatThrownBy(
            () -> Evaluate.output(new Masking(new Gru(2)), TensorType.float32(Shape.batchOf(3))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("masking in layer net: expected an input [N, T, ..] of numbers")
        .hasMessageContaining("a feature, too: [N, T, 1]");
    assertThatThrownBy(() -> Evaluate.output(new Gru(2), TensorType.int32(Shape.batchOf(3, 1))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "gru in layer net: expected an input [N, T, F] of numbers, found int32")
        .hasMessageContaining("Put an Embedding before it, on indices [N, T]");
    Parallel three =
        new Parallel(new SequenceLengths(new Gru(2)), new Permute(1, 2), new Permute(1, 2));
    assertThatThrownBy(() -> Evaluate.output(three, TensorType.float32(Shape.batchOf(3, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("expected a sequence [N, T, ..] and lengths [N] or [N, 1]");
  }
}
