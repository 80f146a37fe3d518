package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.graph.CustomOp;
import org.neurite.api.graph.Loops;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.Neurite;
import org.neurite.core.loss.MeanSquaredError;
import org.neurite.core.model.Model;
import org.neurite.core.model.ModelBuilder;
import org.neurite.core.train.ArrayDataset;
import org.neurite.testkit.LayerContract;

/** An operation of one's own holds the contract of layers: gradient, backends, threads, files. */
class MedianContractTest extends LayerContract {
  @Override
  protected Layer layer() {
    return new Median();
  }

  @Override
  protected TensorType input() {
    return TensorType.float32(Shape.batchOf(5));
  }

  @Test
  void isTheMedian() {
    try (Neurite neurite = Neurite.create()) {
      Model model = neurite.model("m").input(3).layer(new Median()).build();
      NDArray x = NDArray.of(new float[] {5, 1, 3, -1, -9, 8}, 2, 3);
      NDArray y = NDArray.of(new float[] {3, -1}, 2, 1);
      assertThat(
              neurite
                  .trainer(model)
                  .loss(new MeanSquaredError())
                  .fit(new ArrayDataset(x, y))
                  .evaluate(new ArrayDataset(x, y), new MeanSquaredError())
                  .get("loss"))
          .isZero();
    }
  }

  /** The median of the first steps of a sequence, one step more each time. */
  private record InALoop() implements Layer {
    @Override
    public Tensor apply(LayerContext ctx, Tensor x) {
      Loops.Step end =
          Loops.scan(
              x.shape().size(1),
              List.of(x.slice(1, 0, 1).reshape(Shape.batchOf(4))),
              List.of(x.transpose(1, 0, 2)),
              false,
              (carries, step) -> {
                Tensor next = carries.get(0).add(ctx.op(new Median.Op(), step.get(0)));
                return new Loops.Step(List.of(next), List.of());
              });
      return end.carries().get(0);
    }
  }

  @Test
  void runsInLoopsToo() {
    LayerContract loop =
        new LayerContract() {
          @Override
          protected Layer layer() {
            return new InALoop();
          }

          @Override
          protected TensorType input() {
            return TensorType.float32(Shape.batchOf(3, 4));
          }
        };
    loop.everyBackendComputesWhatTheReferenceDoes();
    loop.gradientsAreTheDerivatives();
  }

  private record WithoutGradient() implements CustomOp {
    @Override
    public String name() {
      return "acme:none";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.get(0);
    }

    @Override
    public void compute(Call call) {
      System.arraycopy(call.input(0), 0, call.output(), 0, call.output().length);
    }
  }

  @Test
  void withoutAGradientItCannotBeTrainedThrough() {
    Layer weighted =
        (ctx, x) ->
            ctx.op(
                new WithoutGradient(), x.mul(ctx.parameter("w", Shape.of(1), Initializer.ones())));
    try (Neurite neurite = Neurite.create()) {
      Model model = new ModelBuilder("m").input(1).layer(weighted).build();
      NDArray x = NDArray.of(new float[] {1, 2}, 2, 1);
      assertThatThrownBy(
              () -> neurite.trainer(model).loss(new MeanSquaredError()).fit(new ArrayDataset(x, x)))
          .hasMessageContaining("NN-1108 at gradient of acme:none in layer m/")
          .hasMessageContaining("Override gradient()");
    }
  }
}
