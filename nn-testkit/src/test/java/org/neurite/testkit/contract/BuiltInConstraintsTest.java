package org.neurite.testkit.contract;

import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Constraint;
import org.neurite.core.constraint.MaxNorm;
import org.neurite.core.constraint.NonNegative;
import org.neurite.core.constraint.UnitNorm;
import org.neurite.testkit.ConstraintContract;

@ParameterizedClass
@MethodSource("constraints")
class BuiltInConstraintsTest extends ConstraintContract {
  @Parameter Constraint constraint;

  static Stream<Constraint> constraints() {
    return Stream.of(new MaxNorm(0.5), new NonNegative(), new UnitNorm());
  }

  @Override
  protected Constraint constraint() {
    return constraint;
  }
}
