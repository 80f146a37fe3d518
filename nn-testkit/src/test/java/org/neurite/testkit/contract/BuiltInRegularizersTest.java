package org.neurite.testkit.contract;

import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Regularizer;
import org.neurite.core.regularizer.ElasticNet;
import org.neurite.core.regularizer.L1;
import org.neurite.core.regularizer.L2;
import org.neurite.testkit.RegularizerContract;

@ParameterizedClass
@MethodSource("regularizers")
class BuiltInRegularizersTest extends RegularizerContract {
  @Parameter Regularizer regularizer;

  static Stream<Regularizer> regularizers() {
    return Stream.of(new L1(0.1), new L2(0.1), new ElasticNet(0.1, 0.2));
  }

  @Override
  protected Regularizer regularizer() {
    return regularizer;
  }
}
