package org.neurite.testkit.contract;

import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Activation;
import org.neurite.core.activation.Celu;
import org.neurite.core.activation.Elu;
import org.neurite.core.activation.Gelu;
import org.neurite.core.activation.Glu;
import org.neurite.core.activation.HardSigmoid;
import org.neurite.core.activation.HardSwish;
import org.neurite.core.activation.HardTanh;
import org.neurite.core.activation.Identity;
import org.neurite.core.activation.LeakyRelu;
import org.neurite.core.activation.LogSigmoid;
import org.neurite.core.activation.LogSoftmax;
import org.neurite.core.activation.Maxout;
import org.neurite.core.activation.Mish;
import org.neurite.core.activation.Relu;
import org.neurite.core.activation.Relu6;
import org.neurite.core.activation.Selu;
import org.neurite.core.activation.Sigmoid;
import org.neurite.core.activation.Silu;
import org.neurite.core.activation.Softmax;
import org.neurite.core.activation.Softmin;
import org.neurite.core.activation.Softplus;
import org.neurite.core.activation.Softsign;
import org.neurite.core.activation.Step;
import org.neurite.core.activation.SwiGlu;
import org.neurite.core.activation.Tanh;
import org.neurite.core.activation.TanhShrink;
import org.neurite.testkit.ActivationContract;

@ParameterizedClass
@MethodSource("activations")
class BuiltInActivationsTest extends ActivationContract {
  @Parameter Activation activation;

  static Stream<Activation> activations() {
    return Stream.of(
        new Celu(1.5),
        new Elu(),
        new Gelu(),
        new Gelu(true),
        new Glu(),
        new HardSigmoid(),
        new HardSwish(),
        new HardTanh(),
        new Identity(),
        new LeakyRelu(),
        new LogSigmoid(),
        new LogSoftmax(),
        new Maxout(),
        new Mish(),
        new Relu(),
        new Relu6(),
        new Selu(),
        new Sigmoid(),
        new Silu(),
        new Softmax(),
        new Softmin(),
        new Softplus(),
        new Softplus(3),
        new Softsign(),
        new Step(),
        new SwiGlu(),
        new Tanh(),
        new TanhShrink());
  }

  @Override
  protected Activation activation() {
    return activation;
  }
}
