package org.neurite.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Compiler;
import org.neurite.core.compile.Pass;

@EnabledIf(Natives.EXPECTED)
class Nd4jAllocationTest {
  private static final int CAPACITY = 8;
  private static final int RUNS = 1_000;

  private final Tensor x = Tensor.input("x", TensorType.float32(Shape.batchOf(2, 6, 6)), "");
  private final Tensor k = Tensor.input("k", TensorType.float32(Shape.of(3, 2, 3, 3)), "");
  private final Tensor w = Tensor.input("w", TensorType.float32(Shape.of(48, 5)), "");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunMakesNoGarbage(boolean managed) {
    Device device = managed ? new ManagedDevice(HostDevice.ops(), "") : new HostDevice();
    Tensor y = x.conv(k, Window.of(3, 3), 1).max(0).flatten(1).matmul(w).tanh();
    Graph graph =
        Graph.body(List.of(x.value(), k.value(), w.value()), List.of(y.value(), y.sum().value()));
    try (Backend backend = new Nd4jBackend(device, 1)) {
      Program program = Compiler.compile("test", graph, backend, Pass.all());
      try (Session session = backend.prepare(program).open(CAPACITY, 0, Map.of())) {
        float[] images = new float[CAPACITY * 72];
        run(session, images);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long perRun = Long.MAX_VALUE;
        // Vectors are objects wherever the JIT compiler has not been yet, and it may be slow.
        for (int attempt = 0; attempt < 50 && perRun > 0; attempt++) {
          long before = threads.getCurrentThreadAllocatedBytes();
          run(session, images);
          perRun = (threads.getCurrentThreadAllocatedBytes() - before) / RUNS;
        }
        assertThat(perRun).isZero();
      }
    }
  }

  private static void run(Session session, float[] images) {
    for (int i = 0; i < RUNS; i++) {
      int n = 1 + i % CAPACITY;
      session.input("x").write(images, 0, 0, n * 72);
      session.run(n, i);
      session.output("1").read(0, images, 0, 1);
    }
  }
}
