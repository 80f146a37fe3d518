package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurite.api.ComponentException;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Identity;
import org.neurite.core.activation.Relu;
import org.neurite.core.initializer.Constant;
import org.neurite.core.initializer.FanInUniform;
import org.neurite.core.testing.Evaluate;

class ImageLayersTest {
  private static TensorType batch(long... sizes) {
    return TensorType.float32(Shape.batchOf(sizes));
  }

  /** One image of one channel with the numbers 1, 2, 3 .. */
  private static NDArray counting(int height, int width) {
    double[] cells = IntStream.rangeClosed(1, height * width).asDoubleStream().toArray();
    return NDArray.of(cells, 1, 1, height, width);
  }

  private static double[] y(Layer layer, NDArray x) {
    return Evaluate.predict(layer, x).toDoubles();
  }

  private static Conv2D ones(Padding padding, int stride) {
    return new Conv2D(
        1,
        List.of(3),
        List.of(stride),
        padding,
        List.of(0),
        List.of(1),
        1,
        new Identity(),
        false,
        new Constant(1));
  }

  @Test
  void convolutionSumsItsWindow() {
    assertThat(y(ones(Padding.VALID, 1), counting(3, 3))).containsExactly(45);
    assertThat(y(ones(Padding.SAME, 1), counting(3, 3)))
        .containsExactly(12, 21, 16, 27, 45, 33, 24, 39, 28);
  }

  @Test
  void depthwiseAndTransposedConvolutionsComputeTheirFormula() {
    NDArray two = NDArray.of(new double[] {1, 2, 3, 4, 10, 20, 30, 40}, 1, 2, 2, 2);
    double[] depthwise =
        Evaluate.layer(
                new DepthwiseConv2D(2),
                false,
                two,
                Map.of(
                    "weight", NDArray.of(new double[] {1, 0, 0, 2, 0, 1, -1, 0}, 2, 1, 2, 2),
                    "bias", NDArray.of(new double[] {0.5, 0}, 2)))
            .outputs()
            .get("y")
            .toDoubles();
    assertThat(depthwise).containsExactly(1 + 2 * 4 + 0.5, 20 - 30);
    NDArray signal = NDArray.of(new double[] {1, 10}, 1, 1, 2);
    double[] transposed =
        Evaluate.layer(
                new ConvTranspose1D(1, 3, 2),
                false,
                signal,
                Map.of(
                    "weight", NDArray.of(new double[] {1, 2, 3}, 1, 1, 3),
                    "bias", NDArray.of(new double[] {0.25}, 1)))
            .outputs()
            .get("y")
            .toDoubles();
    assertThat(transposed).containsExactly(1.25, 2.25, 13.25, 20.25, 30.25);
    double[] separable =
        Evaluate.layer(
                new SeparableConv2D(1, 2, new Identity()),
                false,
                two,
                Map.of(
                    "depthwise.weight",
                    NDArray.of(new double[] {1, 0, 0, 2, 0, 1, -1, 0}, 2, 1, 2, 2),
                    "pointwise.weight",
                    NDArray.of(new double[] {2, 0.1}, 1, 2, 1, 1),
                    "pointwise.bias",
                    NDArray.of(new double[] {7}, 1)))
            .outputs()
            .get("y")
            .toDoubles();
    assertThat(separable[0]).isCloseTo(2 * 9 - 0.1 * 10 + 7, within(1e-12));
  }

  @Test
  void samePaddingGivesAsManyCellsAsThereAreStrides() {
    assertThat(Evaluate.output(ones(Padding.SAME, 2), batch(1, 7, 6))).isEqualTo(batch(1, 4, 3));
    assertThat(Evaluate.output(ones(Padding.VALID, 2), batch(1, 7, 6))).isEqualTo(batch(1, 3, 2));
  }

  @Test
  void convolutionsNameTheirParametersAsPytorchDoes() {
    assertThat(Evaluate.variables(new Conv2D(4, 3), batch(2, 5, 5)))
        .containsExactly("weight", "bias");
    assertThat(Evaluate.variables(new SeparableConv2D(4, 3, new Relu()), batch(2, 5, 5)))
        .containsExactly("depthwise.weight", "pointwise.weight", "pointwise.bias");
    assertThat(Evaluate.output(new SeparableConv2D(4, 3, new Relu()), batch(2, 5, 6)))
        .isEqualTo(batch(4, 5, 6));
    assertThat(Evaluate.output(new DepthwiseConv2D(3), batch(2, 5, 6))).isEqualTo(batch(2, 3, 4));
    assertThat(Evaluate.output(new Conv1D(4, 3), batch(2, 9))).isEqualTo(batch(4, 7));
    assertThat(Evaluate.output(new ConvTranspose1D(4, 3, 2), batch(2, 5))).isEqualTo(batch(4, 11));
    assertThat(Evaluate.output(new ConvTranspose2D(4, 2, 2), batch(2, 5, 6)))
        .isEqualTo(batch(4, 10, 12));
  }

  @Test
  void averagesInCeilModeIgnoreWhatLiesBeyondThePadding() {
    AvgPool2D counted =
        new AvgPool2D(List.of(2), List.of(), Padding.EXPLICIT, List.of(1), true, true);
    assertThat(y(counted, counting(2, 2))).containsExactly(0.25, 0.5, 0.75, 1);
    AvgPool2D partial = new AvgPool2D(List.of(2), List.of(), Padding.VALID, List.of(0), true, true);
    assertThat(y(partial, counting(3, 3))).containsExactly(3, 4.5, 7.5, 9);
    AvgPool2D inside = new AvgPool2D(List.of(2), List.of(), Padding.VALID, List.of(0), false, true);
    assertThat(y(inside, counting(3, 3))).containsExactly(3, 4.5, 7.5, 9);
  }

  @Test
  void noWindowInCeilModeBeginsBeyondTheImage() {
    NDArray three = NDArray.of(new double[] {1, 2, 3}, 1, 1, 3);
    NDArray five = NDArray.of(new double[] {1, 2, 3, 4, 5}, 1, 1, 5);
    assertThat(y(new AvgPool1D(2, Optional.empty(), Padding.EXPLICIT, 1, true, true), three))
        .containsExactly(0.5, 2.5);
    assertThat(y(new AvgPool1D(2, Optional.empty(), Padding.EXPLICIT, 1, false, true), three))
        .containsExactly(1, 2.5);
    assertThat(y(new AvgPool1D(3, Optional.empty(), Padding.EXPLICIT, 1, true, true), five))
        .containsExactly(1, 4);
    assertThat(
            y(
                new AvgPool1D(3, Optional.of(2), Padding.EXPLICIT, 1, true, true),
                counting(1, 4).reshape(Shape.of(1, 1, 4))))
        .containsExactly(1, 3, 2);
    AvgPool2D image =
        new AvgPool2D(List.of(2), List.of(), Padding.EXPLICIT, List.of(1), true, true);
    assertThat(y(image, counting(3, 3))).containsExactly(0.25, 1.25, 2.75, 7);
  }

  @Test
  void poolsStepByTheirKernelUnlessToldOtherwise() {
    assertThat(y(new MaxPool2D(2), counting(4, 4))).containsExactly(6, 8, 14, 16);
    assertThat(y(new AvgPool2D(2), counting(4, 4))).containsExactly(3.5, 5.5, 11.5, 13.5);
    assertThat(Evaluate.output(new MaxPool1D(3), batch(2, 9))).isEqualTo(batch(2, 3));
    assertThat(Evaluate.output(new AvgPool1D(3), batch(2, 9))).isEqualTo(batch(2, 3));
    assertThat(y(new GlobalMaxPool(), counting(2, 3))).containsExactly(6);
    assertThat(y(new GlobalAvgPool(), counting(2, 3))).containsExactly(3.5);
    assertThat(y(new AdaptiveAvgPool2D(1, 3), counting(2, 3))).containsExactly(2.5, 3.5, 4.5);
  }

  @Test
  void upSamplingPaddingAndCroppingMoveCells() {
    assertThat(y(new UpSampling2D(1, 2), counting(1, 2))).containsExactly(1, 1, 2, 2);
    assertThat(y(new UpSampling2D(), counting(1, 2))).containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
    assertThat(y(new ZeroPadding2D(0, 1, 1, 0), counting(1, 2))).containsExactly(0, 1, 2, 0, 0, 0);
    assertThat(y(new Cropping2D(), counting(3, 3))).containsExactly(5);
  }

  @Test
  void imagesOfTheWrongFormAreRejected() {
    assertThatThrownBy(() -> Evaluate.output(new Conv2D(4, 3), batch(28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at conv2d in layer net: expected an input [N, C, H, W]");
    assertThatThrownBy(() -> Evaluate.output(new Cropping2D(), batch(1, 2, 2)))
        .hasMessageContaining("an image larger than what is cut off");
    assertThatThrownBy(() -> Evaluate.output(new Conv2D(4, 3), batch(1, 2, 2)))
        .hasMessageContaining("NN-1101")
        .hasMessageContaining("at least 3 cells along spatial axis 0");
    assertThatThrownBy(
            () ->
                Evaluate.output(
                    new ConvTranspose1D(1, 2, 1, 3, 0, 1, 1, new Identity(), true, new Constant(0)),
                    batch(1, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "NN-1101 at conv-transpose1d in layer net: expected an output of at least 1 cell along"
                + " axis 2, found -1. Make cells smaller, or the kernel larger.");
  }

  @Test
  void rejectsSettingsOutOfRange() {
    assertThatThrownBy(() -> new Conv2D(4, 0))
        .isInstanceOf(ComponentException.class)
        .hasMessageStartingWith("NN-1202 at Conv2D.kernel: expected one number");
    assertThatThrownBy(
            () -> new Conv1D(3, 3, 1, Padding.SAME, 1, 1, 1, new Identity(), true, new Constant(0)))
        .hasMessageContaining("Conv1D.cells: expected 0 unless the padding is explicit");
    assertThatThrownBy(
            () -> new Conv1D(3, 3, 1, Padding.SAME, 0, 1, 2, new Identity(), true, new Constant(0)))
        .hasMessageContaining("Conv1D.groups: expected a divisor of filters = 3");
    assertThatThrownBy(
            () -> new ConvTranspose1D(3, 3, 2, 0, 2, 1, 1, new Identity(), true, new Constant(0)))
        .hasMessageContaining("ConvTranspose1D.outputPadding");
  }

  private static double[] line(Layer layer, double... x) {
    return Evaluate.predict(layer, NDArray.of(x, 1, 1, x.length)).toDoubles();
  }

  @Test
  void signalsArePooledRepeatedPaddedAndCutAsImagesAre() {
    assertThat(line(new AdaptiveAvgPool1D(2), 1, 2, 6)).containsExactly(1.5, 4);
    assertThat(line(new UpSampling1D(3), 1, 2)).containsExactly(1, 1, 1, 2, 2, 2);
    assertThat(line(new ZeroPadding1D(1, 2), 5)).containsExactly(0, 5, 0, 0);
    assertThat(line(new Cropping1D(1, 2), 1, 2, 3, 4)).containsExactly(2);
    assertThatThrownBy(() -> Evaluate.output(new Cropping1D(2, 1), batch(1, 3)))
        .hasMessageContaining("NN-1101 at cropping1d in layer net: expected a signal longer");
  }

  @Test
  void depthwiseKernelsOfSignalsStayInTheirChannel() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 10, 20, 30, 40}, 1, 2, 4);
    DepthwiseConv1D layer =
        new DepthwiseConv1D(
            1, 2, 1, Padding.EXPLICIT, 1, 2, new Identity(), false, new FanInUniform());
    NDArray weight = NDArray.of(new double[] {1, -1, 2, 1}, 2, 1, 2);
    // Cells two apart, with one zero at each end: (0, 2), (1, 3), (2, 4), (3, 0).
    assertThat(Evaluate.layer(layer, false, x, Map.of("weight", weight)).outputs().get("y"))
        .isEqualTo(NDArray.of(new double[] {-2, -2, -2, 3, 20, 50, 80, 60}, 1, 2, 4));
    assertThat(Evaluate.variables(new SeparableConv1D(3, 3, new Identity()), batch(2, 5)))
        .containsExactly("depthwise.weight", "pointwise.weight", "pointwise.bias");
    assertThat(Evaluate.output(new SeparableConv1D(3, 3, new Identity()), batch(2, 5)))
        .isEqualTo(batch(3, 5));
  }

  @Test
  void depthwiseKernelsTakeDilationAndStatedPadding() {
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 1, 2, 3);
    DepthwiseConv2D layer =
        new DepthwiseConv2D(
            1,
            List.of(1, 2),
            List.of(1),
            Padding.EXPLICIT,
            List.of(0, 1),
            List.of(1, 2),
            new Identity(),
            false,
            new FanInUniform());
    NDArray weight = NDArray.of(new double[] {1, 10}, 1, 1, 1, 2);
    assertThat(Evaluate.layer(layer, false, x, Map.of("weight", weight)).outputs().get("y"))
        .isEqualTo(NDArray.of(new double[] {20, 31, 2, 50, 64, 5}, 1, 1, 2, 3));
  }
}
