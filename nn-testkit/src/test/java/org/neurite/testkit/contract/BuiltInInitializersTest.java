package org.neurite.testkit.contract;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.component.Initializer;
import org.neurite.api.tensor.Shape;
import org.neurite.core.registry.ComponentCodec;
import org.neurite.core.registry.ComponentKind;
import org.neurite.core.registry.ComponentRegistry;
import org.neurite.testkit.InitializerContract;

/** Every initializer that the registry has. */
@ParameterizedClass
@MethodSource("names")
class BuiltInInitializersTest extends InitializerContract {
  @Parameter String text;

  static Stream<String> names() {
    return ComponentRegistry.builtIn().entries(ComponentKind.INITIALIZER).stream()
        .map(
            entry ->
                switch (entry.name()) {
                  case "constant" -> "{\"type\": \"constant\", \"value\": 0.5}";
                  case "uniform" -> "{\"type\": \"uniform\", \"low\": -1, \"high\": 1}";
                  default -> entry.name();
                });
  }

  @Override
  protected Initializer initializer() {
    return new ComponentCodec(registry()).parse(Initializer.class, text);
  }

  /** An identity is a matrix. */
  @Override
  protected List<Shape> shapes() {
    return text.equals("identity")
        ? super.shapes().stream().filter(shape -> shape.rank() > 1).toList()
        : super.shapes();
  }
}
