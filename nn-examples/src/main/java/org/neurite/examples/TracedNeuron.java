package org.neurite.examples;

import java.util.List;
import java.util.Map;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;
import org.neurite.core.compile.Compiler;

/**
 * One sigmoid neuron with one input, {@code y = sigmoid(w x - b)}, traced by hand: its squared
 * error and the gradient of that. A model and a trainer do the same behind the scenes.
 */
final class TracedNeuron implements AutoCloseable {
  private final Session session;
  private final int rows;

  /**
   * Traces and compiles the neuron.
   *
   * @param x inputs {@code [rows]}
   * @param t what the neuron should answer, {@code [rows]}
   */
  TracedNeuron(Backend backend, NDArray x, NDArray t) {
    Graph graph = trace();
    this.rows = x.shape().size(0);
    this.session =
        backend.prepare(Compiler.compile("neuron", graph, backend)).open(rows, 0, Map.of());
    session.input("x").write(x.toFloats(), 0, 0, rows);
    session.input("t").write(t.toFloats(), 0, 0, rows);
  }

  /** The forward pass as Java code over symbolic tensors, then one call for the gradients. */
  private static Graph trace() {
    TensorType column = TensorType.float32(Shape.of(Dim.N));
    Tensor x = Tensor.input("x", column, "neuron");
    Tensor t = Tensor.input("t", column, "neuron");
    Tensor w = Tensor.input("w", TensorType.float32(Shape.SCALAR), "neuron");
    Tensor b = Tensor.input("b", TensorType.float32(Shape.SCALAR), "neuron");

    Tensor y = x.mul(w).sub(b).sigmoid();
    Tensor loss = y.sub(t).square().mean();
    List<Tensor> gradients = Gradients.of(loss, List.of(w, b));

    return new Graph(
        List.of(x.value(), t.value(), w.value(), b.value()),
        List.of(
            new Graph.Output("loss", loss.value()),
            new Graph.Output("dw", gradients.get(0).value()),
            new Graph.Output("db", gradients.get(1).value())),
        List.of());
  }

  /** Runs the traced graph. */
  Slope slope(double w, double b) {
    session.input("w").write(new float[] {(float) w}, 0, 0, 1);
    session.input("b").write(new float[] {(float) b}, 0, 0, 1);
    session.run(rows, 0);
    return new Slope(output("loss"), output("dw"), output("db"));
  }

  private double output(String name) {
    float[] value = new float[1];
    session.output(name).read(0, value, 0, 1);
    return value[0];
  }

  @Override
  public void close() {
    session.close();
  }
}
