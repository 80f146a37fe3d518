package org.neurite.benchmarks.neurite;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.benchmarks.subject.StepwiseTask;
import org.neurite.benchmarks.workload.Network.Product;
import org.neurite.core.compile.Compiler;

/** One product as a program. */
final class ProductTask implements StepwiseTask {
  private static final long SEED = 42;

  private final Backend backend;
  private final Session session;

  ProductTask(Backend backend, Product product) {
    this.backend = backend;
    int m = product.m();
    int n = product.n();
    int k = product.k();
    Tensor a = input("a", product.transposeA() ? Shape.of(k, m) : Shape.of(m, k));
    Tensor b = input("b", product.transposeB() ? Shape.of(n, k) : Shape.of(k, n));
    Tensor c = a.matmul(b, product.transposeA(), product.transposeB());
    Graph graph =
        new Graph(
            List.of(a.value(), b.value()), List.of(new Graph.Output("c", c.value())), List.of());
    this.session =
        backend.prepare(Compiler.compile("product", graph, backend)).open(1, SEED, Map.of());
    fill(session.input("a"));
    fill(session.input("b"));
  }

  private static Tensor input(String name, Shape shape) {
    return Tensor.input(name, new TensorType(DataType.FLOAT32, shape), "product");
  }

  private static void fill(DeviceBuffer buffer) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[Math.toIntExact(buffer.elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    buffer.write(values, 0, 0, values.length);
  }

  @Override
  public void step(int batch) {
    session.run(1, 0);
  }

  @Override
  public double loss() {
    return Double.NaN;
  }

  @Override
  public void close() {
    session.close();
    backend.close();
  }
}
