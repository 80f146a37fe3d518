package org.neurite.benchmarks.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;

/**
 * What is timed: small programs of inputs only, mostly of one instruction.
 *
 * @param name by which users choose it
 * @param graph makes the program's graph
 */
record Kernel(String name, Supplier<Graph> graph) {
  static final List<Kernel> ALL =
      List.of(
          // A large product: the cache and register blocking.
          new Kernel("matmul-1024", () -> product(1024, 1024, 1024, false, false)),
          // First layer of W3.
          new Kernel("matmul-forward", () -> product(128, 256, 784, false, true)),
          // Its gradient by weight.
          new Kernel("matmul-by-weight", () -> product(256, 784, 128, true, false)),
          // Its gradient by input.
          new Kernel("matmul-by-input", () -> product(128, 784, 256, false, false)),
          // First layer of W1: what a call costs.
          new Kernel("matmul-tiny", () -> product(16, 16, 4, false, true)),
          // One row through W3's first layer.
          new Kernel("matmul-row", () -> product(1, 256, 784, false, true)),
          // LeNet's first convolution.
          new Kernel("conv-1-to-20", () -> convolution(64, 1, 28, 20, 5, 0)),
          // LeNet's second convolution.
          new Kernel("conv-20-to-50", () -> convolution(64, 20, 12, 50, 5, 0)),
          // LeNet's second convolution with its gradients by input and weight.
          new Kernel("conv-20-to-50-backward", () -> convolutionGradients(64, 20, 12, 50, 5, 0)),
          // W6's convolution.
          new Kernel("conv-32-to-32", () -> convolution(32, 32, 32, 32, 3, 1)),
          // W6's convolution with its gradients by input and weight.
          new Kernel("conv-32-to-32-backward", () -> convolutionGradients(32, 32, 32, 32, 3, 1)),
          // Pooling after LeNet's first convolution.
          new Kernel(
              "max-pool",
              () -> graph(input("x", 64, 20, 24, 24).maxPool(Window.of(2, 2).stride(2)))),
          // A fused group of three operations, in the second-level cache.
          new Kernel(
              "relu-of-affine",
              () ->
                  graph(input("a", 32_768).mul(input("b", 32_768)).add(input("c", 32_768)).max(0))),
          // The same on more than the caches hold.
          new Kernel(
              "relu-of-affine-large",
              () ->
                  graph(
                      input("a", 1 << 22)
                          .mul(input("b", 1 << 22))
                          .add(input("c", 1 << 22))
                          .max(0))),
          // Exponential function.
          new Kernel("exp", () -> graph(input("x", 32_768).exp())),
          // Hyperbolic tangent.
          new Kernel("tanh", () -> graph(input("x", 32_768).tanh())),
          // Logistic function.
          new Kernel("sigmoid", () -> graph(input("x", 32_768).sigmoid())),
          // Error function.
          new Kernel("erf", () -> graph(input("x", 32_768).erf())),
          // Sum of all elements.
          new Kernel("sum", () -> graph(input("x", 32_768).sum(0))),
          // Sum of columns: a bias gradient.
          new Kernel("sum-of-columns", () -> graph(input("x", 128, 256).sum(0))),
          // Softmax of rows.
          new Kernel("softmax", () -> graph(Composites.softmax(input("x", 128, 10), 1))),
          // A transposition.
          new Kernel("transpose", () -> graph(input("x", 512, 512).transpose(1, 0))));

  /**
   * Looks a kernel up.
   *
   * @param name what the user wrote
   * @return the kernel, or empty
   */
  static Optional<Kernel> of(String name) {
    return ALL.stream().filter(kernel -> kernel.name().equals(name)).findFirst();
  }

  private static Graph product(int m, int n, int k, boolean transposeA, boolean transposeB) {
    Tensor a = transposeA ? input("a", k, m) : input("a", m, k);
    Tensor b = transposeB ? input("b", n, k) : input("b", k, n);
    return graph(a.matmul(b, transposeA, transposeB));
  }

  private static Graph convolution(
      int batch, int channels, int size, int filters, int kernel, int padding) {
    return graph(convolved(batch, channels, size, filters, kernel, padding));
  }

  private static Graph convolutionGradients(
      int batch, int channels, int size, int filters, int kernel, int padding) {
    Tensor y = convolved(batch, channels, size, filters, kernel, padding);
    List<Tensor> operands =
        y.value().node().inputs().stream().map(v -> Tensor.of(v, "kernel")).toList();
    return graph(Gradients.of(y.square().sum(0, 1, 2, 3), operands).toArray(Tensor[]::new));
  }

  private static Tensor convolved(
      int batch, int channels, int size, int filters, int kernel, int padding) {
    Tensor x = input("x", batch, channels, size, size);
    Tensor weight = input("weight", filters, channels, kernel, kernel);
    return x.conv(weight, Window.of(kernel, kernel).padding(padding), 1);
  }

  private static Tensor input(String name, long... sizes) {
    return Tensor.input(name, new TensorType(DataType.FLOAT32, Shape.of(sizes)), "kernel");
  }

  private static Graph graph(Tensor... results) {
    List<Graph.Output> outputs = new ArrayList<>();
    for (Tensor result : results) {
      outputs.add(new Graph.Output("result" + outputs.size(), result.value()));
    }
    List<Value> roots = outputs.stream().map(Graph.Output::value).toList();
    List<Value> inputs =
        Graph.topological(roots).stream()
            .filter(node -> node.inputs().isEmpty())
            .map(node -> new Value(node, 0))
            .filter(value -> value.node().op() instanceof Leaf.Input)
            .toList();
    return new Graph(inputs, outputs, List.of());
  }
}
