package org.neurite.testkit.contract;

import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Optimizer;
import org.neurite.core.optimizer.Adadelta;
import org.neurite.core.optimizer.Adafactor;
import org.neurite.core.optimizer.Adagrad;
import org.neurite.core.optimizer.Adam;
import org.neurite.core.optimizer.AdamW;
import org.neurite.core.optimizer.Adamax;
import org.neurite.core.optimizer.Lamb;
import org.neurite.core.optimizer.Lion;
import org.neurite.core.optimizer.Muon;
import org.neurite.core.optimizer.Nadam;
import org.neurite.core.optimizer.Radam;
import org.neurite.core.optimizer.RmsProp;
import org.neurite.core.optimizer.Sgd;
import org.neurite.testkit.OptimizerContract;

@ParameterizedClass
@MethodSource("optimizers")
class BuiltInOptimizersTest extends OptimizerContract {
  @Parameter Optimizer optimizer;

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        new Adadelta(),
        new Adafactor(),
        new Adagrad(),
        new Adam(),
        new Adam(0.001, 0.9, 0.999, 1e-8, 0, true),
        new AdamW(),
        new Adamax(),
        new Lamb(),
        new Lion(),
        new Muon(0.02, 0.95, 0, 1),
        new Nadam(),
        new Radam(),
        new RmsProp(),
        new RmsProp(0.01, 0.99, 1e-8, 0.5, true, 0),
        new Sgd(),
        new Sgd(0.01, 0.9),
        new Sgd(0.01, 0.9, true, 0, 0));
  }

  @Override
  protected Optimizer optimizer() {
    return optimizer;
  }

  @Override
  protected double rate() {
    return optimizer instanceof Adadelta ? 1 : optimizer instanceof Muon ? 0.1 : super.rate();
  }

  /** Adadelta has to find out by itself how long its steps may be. */
  @Override
  protected int steps() {
    return optimizer instanceof Adadelta ? 3000 : super.steps();
  }
}
