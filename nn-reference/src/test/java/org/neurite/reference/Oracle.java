package org.neurite.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Traces a function of a few arrays and evaluates it. */
final class Oracle {
  private Oracle() {}

  /** Evaluates with the arrays' own constant shapes. */
  static NDArray eval(Function<List<Tensor>, Tensor> function, NDArray... arguments) {
    return all(x -> List.of(function.apply(x)), arguments).get(0);
  }

  static double[] doubles(Function<List<Tensor>, Tensor> function, NDArray... arguments) {
    return eval(function, arguments).toDoubles();
  }

  static List<NDArray> all(Function<List<Tensor>, List<Tensor>> function, NDArray... arguments) {
    List<Tensor> inputs = new ArrayList<>();
    for (NDArray argument : arguments) {
      inputs.add(Tensor.input("x" + inputs.size(), graphType(argument), ""));
    }
    return ReferenceInterpreter.call(graph(inputs, function.apply(inputs)), 1, List.of(arguments));
  }

  /** Evaluates a function of one tensor {@code [N, rest]} with N rows. */
  static NDArray batched(Shape shape, NDArray rows, Function<Tensor, Tensor> function) {
    Tensor x = Tensor.input("x", TensorType.float32(shape), "");
    int n = (int) (rows.length() / shape.elements().size());
    return ReferenceInterpreter.call(
            graph(List.of(x), List.of(function.apply(x))), n, List.of(rows))
        .get(0);
  }

  static Graph graph(List<Tensor> inputs, List<Tensor> outputs) {
    return Graph.body(
        inputs.stream().map(Tensor::value).toList(), outputs.stream().map(Tensor::value).toList());
  }

  static NDArray vector(double... values) {
    return NDArray.of(values, values.length);
  }

  static NDArray matrix(int columns, double... values) {
    return NDArray.of(values, values.length / columns, columns);
  }

  static NDArray ints(int... values) {
    return NDArray.of(values, values.length);
  }

  private static TensorType graphType(NDArray array) {
    DataType type = array.dataType() == DataType.FLOAT64 ? DataType.FLOAT32 : array.dataType();
    return array.type().withDataType(type);
  }
}
