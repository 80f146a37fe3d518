package org.neurite.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Component;
import org.neurite.core.registry.ComponentEntry;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;

/** A component that is added later must not slip past the contract of its kind. */
class EveryBuiltInHoldsItsContractTest {
  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(
            ComponentKind.LAYER, BuiltInLayersTest.cases().map(BuiltInLayersTest.Case::layer)),
        Arguments.of(
            ComponentKind.MERGE, BuiltInMergesTest.cases().map(BuiltInMergesTest.Case::merge)),
        Arguments.of(
            ComponentKind.LOSS, BuiltInLossesTest.cases().map(BuiltInLossesTest.Case::loss)),
        Arguments.of(ComponentKind.ACTIVATION, BuiltInActivationsTest.activations()),
        Arguments.of(ComponentKind.OPTIMIZER, BuiltInOptimizersTest.optimizers()),
        Arguments.of(ComponentKind.REGULARIZER, BuiltInRegularizersTest.regularizers()),
        Arguments.of(ComponentKind.CONSTRAINT, BuiltInConstraintsTest.constraints()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyOneIsAmongThoseTested(ComponentKind kind, Stream<? extends Component> tested) {
    assertThat(tested.map(Object::getClass).distinct())
        .containsAll(
            ComponentRegistry.builtIn().entries(kind).stream().map(ComponentEntry::type).toList());
  }
}
