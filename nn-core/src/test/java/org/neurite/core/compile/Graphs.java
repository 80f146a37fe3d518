package org.neurite.core.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Node;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;

/** Graphs that the compiler's tests share. */
final class Graphs {
  private Graphs() {}

  static Tensor input(String name, Shape shape) {
    return Tensor.input(name, TensorType.float32(shape), "");
  }

  static Tensor variable(String name, Shape shape) {
    Leaf.Variable op = new Leaf.Variable(name, TensorType.float32(shape), Leaf.Role.PARAMETER);
    return Tensor.of(new Node(op, List.of(), "").output(0), "");
  }

  static Graph of(List<Tensor> inputs, Tensor... outputs) {
    List<Graph.Output> named = new ArrayList<>();
    for (Tensor output : outputs) {
      named.add(new Graph.Output("y" + named.size(), output.value()));
    }
    return new Graph(inputs.stream().map(Tensor::value).toList(), named, List.of());
  }

  /** A training step of 3-4-2 with momentum, running statistics and tied variables. */
  static Graph trainingStep() {
    Tensor x = input("x", Shape.batchOf(3));
    Tensor target = input("t", Shape.batchOf(2));
    Tensor rate = input("rate", Shape.SCALAR);
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    parameters.put("w1", variable("w1", Shape.of(4, 3)));
    parameters.put("b1", variable("b1", Shape.of(4)));
    parameters.put("w2", variable("w2", Shape.of(2, 4)));
    Tensor hidden = x.matmul(parameters.get("w1"), false, true).add(parameters.get("b1")).tanh();
    Tensor y = hidden.matmul(parameters.get("w2").transpose());
    Tensor loss = y.sub(target).square().mean();
    List<Graph.Assign> assigns = new ArrayList<>();
    List<Tensor> gradients = Gradients.of(loss, List.copyOf(parameters.values()));
    int i = 0;
    for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
      Tensor parameter = entry.getValue();
      Tensor momentum = variable("m/" + entry.getKey(), parameter.shape());
      Tensor next = momentum.mul(0.9).add(gradients.get(i++));
      assign(assigns, momentum, next);
      assign(assigns, parameter, parameter.sub(next.mul(rate)));
    }
    Tensor mean = variable("mean", Shape.of(4));
    assign(assigns, mean, mean.mul(0.9).add(hidden.mean(0).mul(0.1)));
    Tensor first = variable("first", Shape.of(4));
    Tensor second = variable("second", Shape.of(4));
    assign(assigns, first, second);
    assign(assigns, second, first);
    return new Graph(
        List.of(x.value(), target.value(), rate.value()),
        List.of(
            new Graph.Output("loss", loss.value()),
            new Graph.Output("prediction", y.value()),
            new Graph.Output("old_b1", parameters.get("b1").value())),
        assigns);
  }

  private static void assign(List<Graph.Assign> assigns, Tensor variable, Tensor value) {
    assigns.add(new Graph.Assign(variable.value(), value.value()));
  }

  /** Values that differ everywhere and are the same in every run. */
  static float[] values(long count, int salt) {
    float[] values = new float[Math.toIntExact(count)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1 + 0.7 * i + 1.3 * salt);
    }
    return values;
  }
}
