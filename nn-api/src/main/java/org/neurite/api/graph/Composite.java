package org.neurite.api.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurite.api.API;
import org.neurite.api.tensor.TensorType;

/**
 * A named operation with a decomposition. A backend with a faster way claims it by name; everywhere
 * else its body is put in its place.
 *
 * @param name for instance {@code softmax}
 * @param attributes settings that a claiming backend needs: numbers, booleans, strings, lists
 * @param body the decomposition
 * @param gradient its gradient; if empty, that of the body
 */
@API(API.Status.STABLE)
public record Composite(
    String name, Map<String, Object> attributes, Graph body, Optional<Gradient> gradient)
    implements Op {

  /** Computes gradients of the operands as graph. */
  @FunctionalInterface
  public interface Gradient {
    /**
     * The gradient rule.
     *
     * @param inputs the operands
     * @param outputs the results
     * @param gradients the gradient of each result (zeros where none flows)
     * @return one gradient per floating-point operand, in order, of the operand's shape
     */
    List<Tensor> apply(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients);
  }

  /** Copies the attributes. */
  public Composite {
    attributes = Map.copyOf(attributes);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Rules.require(
        inputs.equals(body.inputs().stream().map(Value::type).toList()),
        "operands of types " + body.inputs().stream().map(Value::type).toList(),
        inputs);
    return body.outputValues().stream().map(Value::type).toList();
  }

  /**
   * An integer attribute.
   *
   * @param attribute its name
   * @return its value
   */
  public int integer(String attribute) {
    return ((Number) attributes.get(attribute)).intValue();
  }

  /**
   * A number attribute.
   *
   * @param attribute its name
   * @return its value
   */
  public double number(String attribute) {
    return ((Number) attributes.get(attribute)).doubleValue();
  }
}
