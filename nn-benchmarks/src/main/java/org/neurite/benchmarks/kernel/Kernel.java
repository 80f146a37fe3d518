package org.neurite.benchmarks.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Value;
import org.neurite.api.graph.Window;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.autodiff.Gradients;

/** What is timed: small programs, mostly of one instruction. */
public enum Kernel {
  /** A large product: the cache and register blocking. */
  MATMUL_1024(() -> product(1024, 1024, 1024, false, false)),
  /** First layer of W3. */
  MATMUL_FORWARD(() -> product(128, 256, 784, false, true)),
  /** Its gradient by weight. */
  MATMUL_BY_WEIGHT(() -> product(256, 784, 128, true, false)),
  /** Its gradient by input. */
  MATMUL_BY_INPUT(() -> product(128, 784, 256, false, false)),
  /** First layer of W1: what a call costs. */
  MATMUL_TINY(() -> product(16, 16, 4, false, true)),
  /** One row through W3's first layer. */
  MATMUL_ROW(() -> product(1, 256, 784, false, true)),
  /** LeNet's first convolution. */
  CONV_1_TO_20(() -> convolution(64, 1, 28, 20, 5, 0)),
  /** LeNet's second convolution. */
  CONV_20_TO_50(() -> convolution(64, 20, 12, 50, 5, 0)),
  /** LeNet's second convolution with its gradients by input and weight. */
  CONV_20_TO_50_BACKWARD(() -> convolutionGradients(64, 20, 12, 50, 5, 0)),
  /** W6's convolution. */
  CONV_32_TO_32(() -> convolution(32, 32, 32, 32, 3, 1)),
  /** W6's convolution with its gradients by input and weight. */
  CONV_32_TO_32_BACKWARD(() -> convolutionGradients(32, 32, 32, 32, 3, 1)),
  /** Pooling after LeNet's first convolution. */
  MAX_POOL(() -> graph(input("x", 64, 20, 24, 24).maxPool(Window.of(2, 2).stride(2)))),
  /** A fused group of three operations, in the second-level cache. */
  RELU_OF_AFFINE(
      () -> graph(input("a", 32_768).mul(input("b", 32_768)).add(input("c", 32_768)).max(0))),
  /** The same on more than the caches hold. */
  RELU_OF_AFFINE_LARGE(
      () -> graph(input("a", 1 << 22).mul(input("b", 1 << 22)).add(input("c", 1 << 22)).max(0))),
  /** Exponential function. */
  EXP(() -> graph(input("x", 32_768).exp())),
  /** Hyperbolic tangent. */
  TANH(() -> graph(input("x", 32_768).tanh())),
  /** Logistic function. */
  SIGMOID(() -> graph(input("x", 32_768).sigmoid())),
  /** Error function. */
  ERF(() -> graph(input("x", 32_768).erf())),
  /** Sum of all elements. */
  SUM(() -> graph(input("x", 32_768).sum(0))),
  /** Sum of columns: a bias gradient. */
  SUM_OF_COLUMNS(() -> graph(input("x", 128, 256).sum(0))),
  /** Softmax of rows. */
  SOFTMAX(() -> graph(Composites.softmax(input("x", 128, 10), 1))),
  /** A transposition. */
  TRANSPOSE(() -> graph(input("x", 512, 512).transpose(1, 0)));

  private final Supplier<Graph> graph;

  Kernel(Supplier<Graph> graph) {
    this.graph = graph;
  }

  /**
   * The kernel as a graph, of inputs only.
   *
   * @return a new graph
   */
  public Graph graph() {
    return graph.get();
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
            .filter(value -> value.node().op() instanceof org.neurite.api.graph.Leaf.Input)
            .toList();
    return new Graph(inputs, outputs, List.of());
  }
}
