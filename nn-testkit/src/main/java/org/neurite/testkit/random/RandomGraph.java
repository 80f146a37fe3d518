package org.neurite.testkit.random;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Value;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.TensorType;
import org.neurite.testkit.GraphText;

/**
 * A generated graph and data for it. Numbers are multiples of 1/16 below 1.5, exact in every
 * precision; integers are below 3.
 *
 * @param graph the graph
 */
public record RandomGraph(Graph graph) {

  /**
   * Values for all inputs.
   *
   * @param n the batch size
   * @return by name; the same for the same batch size
   */
  public Map<String, NDArray> inputs(int n) {
    Map<String, NDArray> inputs = new LinkedHashMap<>();
    for (Value input : graph.inputs()) {
      inputs.put(input.op().name(), data(input, n));
    }
    return inputs;
  }

  /**
   * First values of all variables.
   *
   * @return by name
   */
  public Map<String, NDArray> variables() {
    Map<String, NDArray> variables = new LinkedHashMap<>();
    for (Value variable : graph.variables()) {
      variables.put(variable.op().name(), data(variable, 1));
    }
    return variables;
  }

  private static NDArray data(Value leaf, int n) {
    RandomStream stream = new RandomStream(n, RandomStream.nodeKey(leaf.op().name()), 0);
    TensorType type = leaf.type().withShape(leaf.shape().at(n));
    boolean integer = type.dataType() == DataType.INT32;
    double[] data = new double[Math.toIntExact(type.shape().elements(1))];
    for (int i = 0; i < data.length; i++) {
      int steps = (int) (stream.uniformAt(i) * (integer ? 3 : 48));
      data[i] = integer ? steps : (steps - 24) / 16.0;
    }
    return NDArray.convert(data, type);
  }

  @Override
  public String toString() {
    return "\n" + GraphText.of(graph);
  }
}
