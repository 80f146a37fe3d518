package org.neurite.api.graph;

import java.util.List;
import org.neurite.api.API;
import org.neurite.api.tensor.TensorType;

/**
 * A node that a plugin computes itself.
 *
 * @param definition shape rule, computation and gradient
 */
@API(API.Status.EXPERIMENTAL)
public record Custom(CustomOp definition) implements Op {
  /** Checks the name. */
  public Custom {
    Composites.requireVendor(definition.name());
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    inputs.forEach(Rules::floating);
    TensorType result = definition.infer(inputs);
    Rules.types(result.dataType().isFloating(), "a floating-point result", result);
    return List.of(result);
  }

  @Override
  public String name() {
    return definition.name();
  }
}
