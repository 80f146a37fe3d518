package org.neurite.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.ComponentException;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Identity;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Tanh;
import org.neurite.core.initializer.Constant;
import org.neurite.core.initializer.Zeros;
import org.neurite.core.merge.Add;
import org.neurite.core.merge.Concat;
import org.neurite.core.testing.Evaluate;
import org.neurite.reference.ReferenceResult;

class LayersTest {
  private static final NDArray X = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);

  private static TensorType batch(long... sizes) {
    return TensorType.float32(Shape.batchOf(sizes));
  }

  /** A dense layer whose weights and biases are all one number. */
  private static Dense flat(int units, double weight, double bias) {
    return new Dense(
        units, new Identity(), true, new Constant(weight), Optional.of(new Constant(bias)));
  }

  @Test
  void denseMultipliesByTheTransposedWeight() {
    NDArray weight = NDArray.of(new float[] {1, 0, 0, 0, 1, -1}, 2, 3);
    NDArray bias = NDArray.of(new float[] {10, 0.5f}, 2);
    ReferenceResult result =
        Evaluate.layer(new Dense(2, new Relu()), false, X, Map.of("weight", weight, "bias", bias));

    assertThat(result.outputs().get("y").toDoubles()).containsExactly(11, 0, 14, 0);
  }

  @Test
  void denseMapsTheLastAxisOfAnyRank() {
    assertThat(Evaluate.output(new Dense(5), batch(7, 3))).isEqualTo(batch(7, 5));
    assertThat(Evaluate.variables(new Dense(5), batch(7, 3))).containsExactly("weight", "bias");
    assertThat(Evaluate.variables(new Dense(5, new Tanh(), false), batch(3)))
        .containsExactly("weight");
  }

  @Test
  void denseStartsWithinOneOverTheRootOfItsInputs() {
    NDArray x = NDArray.of(new double[10_000], 1, 10_000);
    double[] biases = Evaluate.predict(new Dense(1_000), x).toDoubles();
    double largest = Arrays.stream(biases).map(Math::abs).max().orElseThrow();
    assertThat(largest).isBetween(0.009, 0.01);
  }

  @Test
  void denseRejectsAnInputWithoutFeatures() {
    assertThatThrownBy(() -> Evaluate.output(new Dense(5), batch()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "NN-1101 at dense in layer net: expected an input [N, .., features], found"
                + " float32[N].");
    assertThatThrownBy(() -> new Dense(0))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("Dense.units: expected a finite number of at least 1, found 0.0");
  }

  @Test
  void dropoutKeepsTheMeanWhileTrainingAndIsIdentityAfterwards() {
    double[] ones = new double[10_000];
    Arrays.fill(ones, 1);
    NDArray x = NDArray.of(ones, 100, 100);
    double[] y =
        Evaluate.layer(new Dropout(0.25), true, x, Map.of()).outputs().get("y").toDoubles();

    assertThat(Arrays.stream(y)).allMatch(v -> v == 0 || Math.abs(v - 4.0 / 3) < 1e-6);
    assertThat(Arrays.stream(y).average().orElseThrow()).isCloseTo(1, within(0.02));
    assertThat(Evaluate.predict(new Dropout(0.25), x)).isEqualTo(x);
  }

  @Test
  void dropoutOfRateOneDropsEverything() {
    double[] y = Evaluate.layer(new Dropout(1), true, X, Map.of()).outputs().get("y").toDoubles();
    assertThat(y).containsOnly(0);
    assertThatThrownBy(() -> new Dropout(1.5)).hasMessageContaining("Dropout.rate");
  }

  @Test
  void flattenJoinsAllButTheBatch() {
    assertThat(Evaluate.output(new Flatten(), batch(3, 4, 5))).isEqualTo(batch(60));
    assertThat(Evaluate.output(new Flatten(), batch(3))).isEqualTo(batch(3));
  }

  @Test
  void reshapeComputesTheMissingSize() {
    assertThat(Evaluate.output(new Reshape(4, -1), batch(2, 6))).isEqualTo(batch(4, 3));
    assertThat(Evaluate.output(new Reshape(-1), batch(2, 6))).isEqualTo(batch(12));
    assertThat(Evaluate.output(new Reshape(3, 4), batch(2, 6))).isEqualTo(batch(3, 4));
  }

  @Test
  void reshapeRejectsSizesThatDoNotFit() {
    assertThatThrownBy(() -> Evaluate.output(new Reshape(5, -1), batch(2, 6)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "reshape in layer net: expected 12 elements per sample, as in float32[N, 2, 6], found"
                + " [5, -1]");
    assertThatThrownBy(() -> Evaluate.output(new Reshape(3, 5), batch(2, 6)))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> new Reshape(-1, -1)).hasMessageContaining("at most one of them -1");
  }

  @Test
  void batchNormNormalisesEachFeatureAndMovesItsStatistics() {
    NDArray x = NDArray.of(new double[] {1, 10, 3, 30, 5, 50}, 3, 2);
    ReferenceResult result = Evaluate.layer(new BatchNorm(0.5, 1e-12, true), true, x, Map.of());

    double r = Math.sqrt(1.5);
    assertThat(result.outputs().get("y").toDoubles())
        .containsExactly(new double[] {-r, -r, 0, 0, r, r}, within(1e-9));
    assertThat(result.assigned().get("running_mean").toDoubles())
        .containsExactly(new double[] {1.5, 15}, within(1e-9));
    assertThat(result.assigned().get("running_var").toDoubles())
        .containsExactly(new double[] {0.5 + 2, 0.5 + 200}, within(1e-9));
  }

  @Test
  void batchNormPredictsWithItsStatistics() {
    NDArray x = NDArray.of(new double[] {1, 10, 3, 30}, 1, 2, 2);
    ReferenceResult result =
        Evaluate.layer(
            new BatchNorm(0.1, 1e-12, true),
            false,
            x,
            Map.of(
                "running_mean", NDArray.of(new float[] {1, 3}, 2),
                "running_var", NDArray.of(new float[] {9, 9}, 2),
                "weight", NDArray.of(new float[] {3, 6}, 2),
                "bias", NDArray.of(new float[] {0, 1}, 2)));

    assertThat(result.outputs().get("y").toDoubles())
        .containsExactly(new double[] {0, 9, 1, 55}, within(1e-9));
    assertThat(result.assigned()).isEmpty();
  }

  @Test
  void batchNormOfOneValueKeepsItsVariance() {
    NDArray x = NDArray.of(new double[] {4, 5}, 1, 2);
    ReferenceResult result = Evaluate.layer(new BatchNorm(), true, x, Map.of());

    assertThat(result.outputs().get("y").toDoubles()).containsExactly(0, 0);
    assertThat(result.assigned().get("running_var").toDoubles()).containsExactly(1, 1);
  }

  @Test
  void batchNormWithoutAffineHasNoParameters() {
    assertThat(Evaluate.variables(new BatchNorm(0.1, 1e-5, false), batch(3, 4, 4)))
        .containsExactly("running_mean", "running_var");
    assertThat(Evaluate.output(new BatchNorm(), batch(3, 4, 4))).isEqualTo(batch(3, 4, 4));
  }

  @Test
  void sequentialNamesItsLayersByTypeAndNumber() {
    Layer net =
        new Sequential(
            new Dense(4),
            new ActivationLayer(new Relu()),
            new BatchNorm(),
            new Named("dense_2", new Dense(3)),
            new Dense(2));

    assertThat(Evaluate.variables(net, batch(5)))
        .containsExactly(
            "dense_1.weight",
            "dense_1.bias",
            "batch_norm_1.running_mean",
            "batch_norm_1.running_var",
            "batch_norm_1.weight",
            "batch_norm_1.bias",
            "dense_2.weight",
            "dense_2.bias",
            "dense_3.weight",
            "dense_3.bias");
  }

  @Test
  void sequentialAppliesInOrder() {
    Layer net = new Sequential(flat(2, 1, 0), flat(1, 2, 1));
    assertThat(Evaluate.predict(net, X).toDoubles()).containsExactly(25, 61);
  }

  @Test
  void namesOfLayersAreUniqueAndPlain() {
    assertThatThrownBy(
            () ->
                LayerNames.of(
                    List.of(new Named("a", new Flatten()), new Named("a", new Flatten()))))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_NAME))
        .hasMessageContaining("found 'a' twice");
    assertThatThrownBy(() -> new Named("a.b", new Flatten()))
        .hasMessageContaining("Named.name: expected 1 to 100 letters");
    assertThatThrownBy(Sequential::new)
        .hasMessageContaining("Sequential.layers: expected at least one layer, found none");
    Layer lambda = (ctx, x) -> x;
    assertThat(LayerNames.of(List.of(lambda, new ActivationLayer(new Relu()))))
        .extracting(Named::name)
        .containsExactly("layer_1", "activation_1");
  }

  @Test
  void residualAddsItsInput() {
    assertThat(Evaluate.predict(new Residual(flat(3, 0, 1)), X).toDoubles())
        .containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(Evaluate.variables(new Residual(new Dense(2), new Dense(2)), batch(3)))
        .containsExactly("body.weight", "body.bias", "projection.weight", "projection.bias");
  }

  @Test
  void residualRejectsABodyOfAnotherShape() {
    assertThatThrownBy(() -> Evaluate.output(new Residual(new Dense(4)), batch(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "NN-1101 at residual in layer net: expected a body that gives float32[N, 3], to be"
                + " added to the input, found float32[N, 4]. End the body in the input's shape, or"
                + " give the residual a projection.");
  }

  @Test
  void parallelMergesItsBranches() {
    Layer sum = new Parallel(new Add(), flat(2, 1, 0), flat(2, 0, 1));
    assertThat(Evaluate.predict(sum, X).toDoubles()).containsExactly(7, 7, 16, 16);
    Layer side = new Parallel(new Concat(), flat(1, 1, 0), new Named("b", flat(2, 0, 1)));
    assertThat(Evaluate.predict(side, X).toDoubles()).containsExactly(6, 1, 1, 15, 1, 1);
    assertThat(Evaluate.variables(side, batch(3)))
        .containsExactly("dense_1.weight", "dense_1.bias", "b.weight", "b.bias");
  }

  @Test
  void addRejectsBranchesOfDifferentShapes() {
    assertThatThrownBy(
            () -> Evaluate.output(new Parallel(new Add(), new Dense(2), new Dense(3)), batch(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining(
            "add in layer net: expected branches of one type and shape, found float32[N, 2] and"
                + " float32[N, 3]");
  }

  @Test
  void aMistakeDeepInsideNamesTheLayer() {
    Layer net = new Sequential(new Residual(new Sequential(new Dense(3), new Reshape(2, 2))));
    assertThatThrownBy(() -> Evaluate.output(net, batch(3)))
        .hasMessageContaining("reshape in layer net/residual_1/body/reshape_1: ");
  }

  @Test
  void zerosAreAnInitializerOfTheirOwn() {
    Dense dense = new Dense(2, new Identity(), true, new Zeros(), Optional.of(new Zeros()));
    assertThat(Evaluate.predict(dense, X).toDoubles()).containsOnly(0);
  }
}
