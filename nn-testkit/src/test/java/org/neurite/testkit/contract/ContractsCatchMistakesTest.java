package org.neurite.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ComponentException;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Layer;
import org.neurite.api.component.Loss;
import org.neurite.api.component.Merge;
import org.neurite.api.component.Optimizer;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.ActivationContract;
import org.neurite.testkit.LayerContract;
import org.neurite.testkit.LossContract;
import org.neurite.testkit.MergeContract;
import org.neurite.testkit.OptimizerContract;

/** A contract that nothing can break is none. */
class ContractsCatchMistakesTest {
  private static ActivationContract activationContract(Activation broken) {
    return new ActivationContract() {
      @Override
      protected Activation activation() {
        return broken;
      }
    };
  }

  private static LossContract lossContract(Loss broken) {
    return new LossContract() {
      @Override
      protected Loss loss() {
        return broken;
      }

      @Override
      protected NDArray target(int n) {
        return NDArray.of(new float[4 * n], n, 4);
      }
    };
  }

  private static LayerContract layerContract(Layer broken) {
    return new LayerContract() {
      @Override
      protected Layer layer() {
        return broken;
      }

      @Override
      protected TensorType input() {
        return TensorType.float32(Shape.batchOf(4));
      }
    };
  }

  private static MergeContract mergeContract(Merge broken) {
    return new MergeContract() {
      @Override
      protected Merge merge() {
        return broken;
      }

      @Override
      protected List<TensorType> inputs() {
        TensorType row = TensorType.float32(Shape.batchOf(4));
        return List.of(row, row);
      }
    };
  }

  private static OptimizerContract optimizerContract(Optimizer broken) {
    return new OptimizerContract() {
      @Override
      protected Optimizer optimizer() {
        return broken;
      }
    };
  }

  private static void assertBroken(Runnable test, String part) {
    assertThatThrownBy(test::run).isInstanceOf(AssertionError.class).hasMessageContaining(part);
  }

  @Test
  void ofActivations() {
    Activation wrongGradient =
        x ->
            Composites.customGradient(
                List.of(x), in -> in.get(0).square(), (in, out, gradients) -> gradients);
    assertBroken(activationContract(wrongGradient)::gradientIsTheDerivative, "finite differences");
    Activation overflowing = x -> x.exp().div(x.exp().add(1));
    assertBroken(activationContract(overflowing)::valueAndGradientStayFinite, "found NaN");
    Activation acrossTheBatch = x -> x.sub(x.meanKeepDims(0));
    assertBroken(activationContract(acrossTheBatch)::samplesDoNotAffectEachOther, "sample 0 alone");
    Activation nameless = Tensor::tanh;
    assertThatThrownBy(activationContract(nameless)::survivesWritingAndReading)
        .isInstanceOf(ComponentException.class);
  }

  @Test
  void ofLosses() {
    Loss fading = (y, t) -> y.sub(t).square().neg().exp().stopGradient();
    assertBroken(lossContract(fading)::gradientIsTheDerivative, "finite differences");
    Loss overflowing = (y, t) -> y.sub(t).exp();
    assertBroken(lossContract(overflowing)::valueAndGradientStayFinite, "found Infinity");
    Loss averaged = (y, t) -> y.sub(t).square().mean();
    assertBroken(lossContract(averaged)::givesALossPerSampleAndWeightsThatFit, "first axis");
    Loss shared = (y, t) -> y.sub(t).square().mul(y.meanKeepDims(0));
    assertBroken(lossContract(shared)::samplesDoNotAffectEachOther, "sample 0 alone");
    Loss perSample =
        new Loss() {
          @Override
          public Tensor apply(Tensor y, Tensor t) {
            return y.sub(t).square();
          }

          @Override
          public Tensor weights(Tensor losses, Tensor target) {
            return losses.filled(-1);
          }
        };
    assertBroken(lossContract(perSample)::givesALossPerSampleAndWeightsThatFit, "at least 0");
    Loss ofLabels = (y, t) -> y.mul(t.oneHot(4, y.dataType())).sum(1).neg();
    LossContract forgotten =
        new LossContract() {
          @Override
          protected Loss loss() {
            return ofLabels;
          }

          @Override
          protected NDArray target(int n) {
            return NDArray.of(new int[n], n);
          }
        };
    assertBroken(forgotten::acceptsItsOwnTargets, "Loss.target");
  }

  @Test
  void ofLayers() {
    Layer cut = (ctx, x) -> x.mul(x.stopGradient());
    assertBroken(layerContract(cut)::gradientsAreTheDerivatives, "finite differences");
    Layer otherShape = (ctx, x) -> ctx.training() ? x : x.sum(1);
    assertBroken(layerContract(otherShape)::hasOneShapeAndTheSameVariablesInBothModes, "expected");
    Layer normalising = (ctx, x) -> x.sub(x.meanKeepDims(0));
    assertBroken(layerContract(normalising)::predictsSamplesApart, "sample 0 alone");
    assertBroken(layerContract(normalising)::trainsSamplesApartUnlessStated, "sample 0 alone");
    Layer unlucky =
        (ctx, x) ->
            x.mul(
                ctx.parameter(
                    "weight",
                    Shape.of(4),
                    (shape, random) -> new float[] {0, Float.POSITIVE_INFINITY, 0, 0}));
    assertBroken(layerContract(unlucky)::firstWeightsFollowFromTheSeed, "layer.weight");
    Layer runaway =
        (ctx, x) -> {
          Tensor seen = ctx.state("seen", Shape.of(1), (shape, random) -> new float[] {0});
          ctx.assign(seen, seen.log());
          return x.tanh();
        };
    assertBroken(layerContract(runaway)::trainsSamplesApartUnlessStated, "state layer.seen");
    assertBroken(
        layerContract(runaway)::everyBackendComputesWhatTheReferenceDoes, "state layer.seen");
  }

  @Test
  void ofMerges() {
    Merge cut = (ctx, in) -> in.get(0).mul(in.get(1).stopGradient());
    assertBroken(mergeContract(cut)::gradientsAreTheDerivatives, "finite differences");
    Merge otherShape = (ctx, in) -> ctx.training() ? in.get(0) : in.get(1).sum(1);
    assertBroken(mergeContract(otherShape)::hasOneShapeAndTheSameVariablesInBothModes, "expected");
    Merge shared = (ctx, in) -> in.get(0).add(in.get(1).meanKeepDims(0));
    assertBroken(mergeContract(shared)::predictsSamplesApart, "sample 0 alone");
    assertBroken(mergeContract(shared)::trainsSamplesApartUnlessStated, "sample 0 alone");
    Merge unlucky =
        (ctx, in) ->
            in.get(0)
                .mul(
                    ctx.parameter(
                        "weight",
                        Shape.of(4),
                        (shape, random) -> new float[] {0, 0, Float.NaN, 0}));
    assertBroken(mergeContract(unlucky)::firstWeightsFollowFromTheSeed, "merge.weight");
    assertThatThrownBy(mergeContract(shared)::survivesWritingAndReading)
        .isInstanceOf(ComponentException.class);
  }

  @Test
  void ofOptimizers() {
    Optimizer uphill = (ctx, p, g) -> ctx.assignParameter(p.add(g.mul(ctx.learningRate())));
    assertBroken(optimizerContract(uphill)::findsTheBottomOfABowl, "[6]: from");
    Optimizer dividing =
        (ctx, p, g) -> ctx.assignParameter(p.sub(g.div(g.abs()).mul(ctx.learningRate())));
    assertBroken(optimizerContract(dividing)::staysFiniteInSinglePrecision, "gradients 0.0");
    Optimizer restless = (ctx, p, g) -> ctx.assignParameter(p.sub(g.mul(0.01)));
    assertBroken(optimizerContract(restless)::aRateOfZeroChangesNothing, "expected");
  }
}
