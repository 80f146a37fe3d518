package org.neurite.core.layer;

import java.util.stream.IntStream;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/**
 * Batch normalisation (Ioffe, Szegedy, 2015) of features {@code [N, F]} or channels {@code [N, C,
 * L]}, {@code [N, C, H, W]}: {@code y = (x - mean) / sqrt(var + eps) * weight + bias}. Training
 * takes mean and biased variance from the batch and moves the states {@code running_mean} and
 * {@code running_var} (with the unbiased variance) towards them; prediction uses the states. A
 * batch of one value per channel has no variance and leaves {@code running_var} unchanged.
 *
 * @param momentum part of the running statistics that each batch replaces
 * @param eps added to the variance
 * @param affine whether there are the parameters {@code weight [C]} and {@code bias [C]}
 */
public record BatchNorm(
    @Setting(
            doc = "part of the running statistics that each batch replaces",
            defaultValue = "0.1",
            min = 0,
            max = 1)
        double momentum,
    @Setting(doc = "added to the variance", defaultValue = "1e-5", min = Float.MIN_NORMAL)
        double eps,
    @Setting(doc = "whether to scale and shift the result", defaultValue = "true") boolean affine)
    implements Layer {

  /** Checks the settings. */
  public BatchNorm {
    Settings.check(BatchNorm.class, "momentum", momentum);
    Settings.check(BatchNorm.class, "eps", eps);
  }

  /** The usual settings. */
  public BatchNorm() {
    this(0.1, 1e-5, true);
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 2, "batch-norm", "[N, C, ..]");
    Shape channels = Shape.of(input.dim(1));
    Tensor runningMean = ctx.state("running_mean", channels, Initializer.zeros());
    Tensor runningVar = ctx.state("running_var", channels, Initializer.ones());
    Tensor normal =
        ctx.training()
            ? fromBatch(ctx, input, runningMean, runningVar)
            : normalised(
                input.sub(Channels.along(input, runningMean)), Channels.along(input, runningVar));
    return affine ? Channels.affine(ctx, normal) : normal;
  }

  private Tensor fromBatch(LayerContext ctx, Tensor x, Tensor runningMean, Tensor runningVar) {
    int[] axes = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    Tensor mean = x.meanKeepDims(axes);
    Tensor centred = x.sub(mean);
    Tensor variance = centred.square().meanKeepDims(axes);
    ctx.assign(runningMean, moved(runningMean, mean));
    Dim perChannel = x.shape().without(1).elements();
    Tensor count = x.count(perChannel);
    Tensor unbiased = variance.mul(count.div(count.sub(1).max(1)));
    ctx.assign(runningVar, count.gt(1).where(moved(runningVar, unbiased), runningVar));
    return normalised(centred, variance);
  }

  private Tensor normalised(Tensor centred, Tensor variance) {
    return centred.mul(variance.add(eps).rsqrt());
  }

  private Tensor moved(Tensor state, Tensor batch) {
    return state.mul(1 - momentum).add(batch.reshape(state.shape()).mul(momentum));
  }
}
