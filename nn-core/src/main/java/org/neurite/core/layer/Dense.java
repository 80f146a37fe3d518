package org.neurite.core.layer;

import java.util.Objects;
import java.util.Optional;
import org.neurite.api.component.Activation;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.component.LayerContext;
import org.neurite.api.component.Setting;
import org.neurite.api.component.Settings;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.core.activation.Identity;
import org.neurite.core.initializer.FanInUniform;
import org.neurite.core.initializer.Uniform;

/**
 * Fully connected layer (Rumelhart, Hinton, Williams, 1986): {@code y = activation(x W^T + b)},
 * {@code [N, .., in] -> [N, .., units]}. Parameters {@code weight [units, in]} and {@code bias
 * [units]}, laid out and by default initialized as in PyTorch's Linear.
 *
 * @param units number of outputs
 * @param activation applied to the result
 * @param bias whether there is a bias
 * @param weightInitializer first weights
 * @param biasInitializer first biases; if empty, uniform within {@code 1/sqrt(in)}
 */
public record Dense(
    @Setting(doc = "number of outputs", min = 1) int units,
    @Setting(doc = "function applied to the result", defaultValue = "identity")
        Activation activation,
    @Setting(doc = "whether there is a bias", defaultValue = "true") boolean bias,
    @Setting(doc = "first weights", defaultValue = "fan-in-uniform") Initializer weightInitializer,
    @Setting(doc = "first biases; if empty, uniform within 1/sqrt(inputs)")
        Optional<Initializer> biasInitializer)
    implements Layer {

  /** Checks the settings. */
  public Dense {
    Settings.check(Dense.class, "units", units);
    Objects.requireNonNull(activation, "activation");
    Objects.requireNonNull(weightInitializer, "weightInitializer");
    Objects.requireNonNull(biasInitializer, "biasInitializer");
  }

  /**
   * A linear layer.
   *
   * @param units number of outputs
   */
  public Dense(int units) {
    this(units, new Identity());
  }

  /**
   * A layer with bias.
   *
   * @param units number of outputs
   * @param activation applied to the result
   */
  public Dense(int units, Activation activation) {
    this(units, activation, true);
  }

  /**
   * A layer with default initial values.
   *
   * @param units number of outputs
   * @param activation applied to the result
   * @param bias whether there is a bias
   */
  public Dense(int units, Activation activation, boolean bias) {
    this(units, activation, bias, new FanInUniform(), Optional.empty());
  }

  @Override
  public Tensor apply(LayerContext ctx, Tensor input) {
    Inputs.requireRank(ctx, input, 2, "dense", "[N, .., features]");
    int inputs = input.shape().size(-1);
    Tensor weight = ctx.parameter("weight", Shape.of(units, inputs), weightInitializer);
    Optional<Tensor> shift =
        bias
            ? Optional.of(ctx.parameter("bias", Shape.of(Dim.of(units)), firstBias(inputs)))
            : Optional.empty();
    return activation.apply(Composites.linear(input, weight, shift));
  }

  private Initializer firstBias(int inputs) {
    double bound = 1 / Math.sqrt(inputs);
    return biasInitializer.isPresent() ? biasInitializer.get() : new Uniform(-bound, bound);
  }
}
