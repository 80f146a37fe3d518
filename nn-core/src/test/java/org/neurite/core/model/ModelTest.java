package org.neurite.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.ShapeException;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.activation.Relu;
import org.neurite.core.initializer.Constant;
import org.neurite.core.layer.Dense;
import org.neurite.core.layer.Residual;
import org.neurite.core.layer.Sequential;

class ModelTest {

  @Test
  void namesLayersAndTheirParametersByTypeAndNumber() {
    Model model =
        new ModelBuilder("houses")
            .input(8)
            .layer(new Dense(64, new Relu()))
            .layer("head", new Dense(1))
            .build();
    assertThat(model.variables().stream().map(VariableSpec::name))
        .containsExactly("dense_1.weight", "dense_1.bias", "head.weight", "head.bias");
    assertThat(model.variables().get(0).shape()).isEqualTo(Shape.of(64, 8));
    assertThat(model.outputType().shape()).isEqualTo(Shape.of(Dim.N, Dim.of(1)));
    assertThat(model.parameterCount()).isEqualTo(8 * 64 + 64 + 64 + 1);
  }

  @Test
  void nestedLayersHavePathsOfTheirOwn() {
    Model model =
        new ModelBuilder("net")
            .input(4)
            .layer(new Residual(new Sequential(new Dense(4, new Relu()), new Dense(4))))
            .build();
    assertThat(model.variables().get(0).name()).isEqualTo("residual_1.body.dense_1.weight");
  }

  @Test
  void theSummaryCountsParametersBytesAndFlops() {
    Model model = new ModelBuilder("net").input(4).layer(new Dense(16)).layer(new Dense(3)).build();
    List<String> lines = model.summary().lines().toList();
    assertThat(lines.get(2).split(" {2,}", -1))
        .containsExactly("dense_1 (Dense)", "[N, 16]", "80", "320", "144");
    assertThat(lines.get(4).split(" {2,}", -1)).containsExactly("total", "131", "524", "243");
  }

  @Test
  void aLayerThatDoesNotFitIsNamedWithItsShapesAndTheSourceLine() {
    Layer needsImages = new NeedsChannels();
    assertThatThrownBy(
            () ->
                new ModelBuilder("digits")
                    .input(784)
                    .layer(new Dense(10))
                    .layer("pool", needsImages)
                    .build())
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("NN-1101 at matmul")
        .hasMessageContaining("float32[N, 10]")
        .hasMessageContaining("in layer digits/pool");
  }

  private record NeedsChannels() implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor input) {
      return input.matmul(ctx.parameter("w", Shape.of(3, 3), (shape, random) -> new float[9]));
    }
  }

  @Test
  void aParameterThatIsAskedForTwiceIsRefused() {
    Layer twice =
        (ctx, x) ->
            x.add(ctx.parameter("w", Shape.SCALAR, (s, r) -> new float[1]))
                .add(ctx.parameter("w", Shape.SCALAR, (s, r) -> new float[1]));
    assertThatThrownBy(() -> new ModelBuilder("net").input(2).layer(twice).build())
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_NAME))
        .hasMessageContaining("net/layer_1")
        .hasMessageContaining("'layer_1.w' twice");
  }

  @Test
  void twoLayersOfOneNameAreRefused() {
    assertThatThrownBy(
            () ->
                new ModelBuilder("net")
                    .input(2)
                    .layer("a", new Dense(2))
                    .layer("a", new Dense(2))
                    .build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("'a' twice");
  }

  @Test
  void aModelWithoutInputOrLayersIsRefused() {
    assertThatThrownBy(() -> new ModelBuilder("net").layer(new Dense(1)).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Call input(...) before build()");
    assertThatThrownBy(() -> new ModelBuilder("net").input(3).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NN-1301")
        .hasMessageContaining("no layer");
  }

  @Test
  void firstWeightsDependOnSeedAndNameAlone() {
    Model small = new ModelBuilder("a").input(4).layer("x", new Dense(3)).build();
    Model large =
        new ModelBuilder("b").input(4).layer("x", new Dense(3)).layer("y", new Dense(2)).build();
    assertThat(large.initialWeights(5).get("x.weight"))
        .isEqualTo(small.initialWeights(5).get("x.weight"));
    assertThat(small.initialWeights(6)).isNotEqualTo(small.initialWeights(5));
  }

  @Test
  void predictionHasToGiveWhatTrainingTaught() {
    Layer wider = (ctx, x) -> ctx.training() ? x : Tensor.concat(1, x, x);
    assertThatThrownBy(() -> new ModelBuilder("odd").input(2).layer("wider", wider).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(
            "NN-1301 at odd, traced for prediction",
            "expected the output float32[N, 2], as in training, found float32[N, 4]");
  }

  @Test
  void predictionHasNoWeightsThatTrainingLacks() {
    Layer late =
        (ctx, x) ->
            ctx.training() ? x : x.mul(ctx.parameter("scale", Shape.of(2), new Constant(1)));
    assertThatThrownBy(() -> new ModelBuilder("odd").input(2).layer("late", late).build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("found late.scale of shape [2]");
  }
}
