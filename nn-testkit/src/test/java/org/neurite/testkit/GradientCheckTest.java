package org.neurite.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;

class GradientCheckTest {

  @Test
  void acceptsARightGradient() {
    assertThatCode(GradientCheck.of(x -> x.get(0).exp()).input(Shape.batchOf(2))::checkTwice)
        .doesNotThrowAnyException();
  }

  @Test
  void namesInputElementAndBothNumbersOfAWrongGradient() {
    GradientCheck check =
        GradientCheck.of(x -> wrongSquare(x.get(0))).input(NDArray.of(new double[] {0, 3}, 2));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(check::check)
        .withMessageContaining("gradient by input 0, element 1: finite differences give ")
        .withMessageContaining("custom_gradient{}(%0) : float32[2]");
  }

  /** x^2 with the derivative x. */
  private static Tensor wrongSquare(Tensor x) {
    return Composites.customGradient(
        List.of(x), v -> v.get(0).square(), (in, out, g) -> List.of(g.get(0).mul(in.get(0))));
  }

  @Test
  void findsAWrongGradientOfTheGradient() {
    GradientCheck check =
        GradientCheck.of(
                x ->
                    Composites.customGradient(
                        List.of(x.get(0)),
                        v -> v.get(0).square(),
                        (in, out, g) -> List.of(g.get(0).mul(in.get(0).stopGradient()).mul(2))))
            .input(Shape.of(2));
    assertThatCode(check::check).doesNotThrowAnyException();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(check::checkTwice);
  }

  @Test
  void findsAGradientThatIsNotANumber() {
    GradientCheck check =
        GradientCheck.of(x -> x.get(0).square().sqrt()).input(NDArray.of(new double[] {0, 1}, 2));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(check::check)
        .withMessageContaining("the gradient is NaN");
  }

  @Test
  void batchSizeComesBeforeInputs() {
    GradientCheck check = GradientCheck.of(x -> x.get(0)).input(Shape.of(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> check.batch(2))
        .withMessage("the batch size must be chosen before the inputs");
  }
}
