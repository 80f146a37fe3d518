package org.neurite.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Composite;
import org.neurite.api.graph.Composites;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.IndexOps;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.PoolOps;
import org.neurite.api.graph.Reduction;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.ShapeOps;
import org.neurite.api.graph.Tensor;
import org.neurite.api.graph.Window;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.support.Programs;

/** A run allocates nothing, whatever the kernel and however the batch size changes. */
class AllocationTest {
  private static final TensorType ROWS = TensorType.float32(Shape.batchOf(60));
  private static final TensorType IMAGES = TensorType.float32(Shape.batchOf(4, 12, 12));
  private static final Window WINDOW = Window.of(3, 3).padding(1);

  private static Named<Program> program(
      String name, org.neurite.api.graph.Op op, TensorType... types) {
    return Named.of(name, Programs.of(op, types));
  }

  static Stream<Named<Program>> programs() {
    TensorType bias = TensorType.float32(Shape.of(60));
    TensorType weight = TensorType.float32(Shape.of(50, 60));
    TensorType filters = TensorType.float32(Shape.of(8, 4, 3, 3));
    TensorType maps = TensorType.float32(Shape.batchOf(8, 12, 12));
    TensorType indices = TensorType.int32(Shape.batchOf());
    Lowered.Fused group =
        new Lowered.Fused(
            ROWS.shape(),
            2,
            List.of(
                new Lowered.Step(new Binary(BinaryKind.ADD), List.of(0, 1)),
                new Lowered.Step(new Unary(UnaryKind.TANH), List.of(2))),
            List.of(3),
            Optional.empty());
    Lowered.Fused reduced =
        new Lowered.Fused(
            group.domain(),
            2,
            group.steps(),
            group.results(),
            Optional.of(new Reduction.Reduce(Reduction.Kind.SUM, List.of(0), false)));
    Tensor x = Tensor.input("x", ROWS, "");
    Tensor carry = Tensor.input("carry", ROWS, "");
    Graph body =
        Graph.body(List.of(carry.value(), x.value()), List.of(carry.add(x).tanh().value()));
    return Stream.of(
        program("fused", group, ROWS, bias),
        program("reduced", reduced, ROWS, bias),
        program("row sums", new Reduction.Reduce(Reduction.Kind.MAX, List.of(1), true), ROWS),
        program("argmax", new Reduction.ArgMax(1), ROWS),
        program("matmul", new LinearOps.MatMul(false, true), ROWS, weight),
        program("weight gradient", new LinearOps.MatMul(true, false), ROWS, ROWS),
        program("conv", new LinearOps.Conv(WINDOW, 1), IMAGES, filters),
        program(
            "conv by input",
            new LinearOps.ConvInputGrad(WINDOW, 1, List.of(12, 12)),
            maps,
            filters),
        program("conv by weight", new LinearOps.ConvWeightGrad(WINDOW, 1), IMAGES, maps),
        program(
            "depthwise",
            new LinearOps.Conv(WINDOW, 4),
            IMAGES,
            TensorType.float32(Shape.of(4, 1, 3, 3))),
        program("max pool", new PoolOps.MaxPick(Window.of(2, 2)), IMAGES, IMAGES),
        program("transpose", new ShapeOps.Transpose(List.of(1, 0)), ROWS),
        program("concat", new ShapeOps.Concat(0), ROWS, ROWS),
        program("random", new Leaf.Random(Leaf.Distribution.BERNOULLI, 0.5, 0, ROWS, 3)),
        program("gather", new IndexOps.Gather(0), weight, indices),
        program("scatter", new IndexOps.ScatterAdd(0, Dim.of(9)), ROWS, indices),
        program("softmax", (Composite) Composites.softmax(x, 1).value().op(), ROWS),
        program(
            "cross-entropy",
            (Composite) Composites.softmaxCrossEntropy(x, x).value().op(),
            ROWS,
            ROWS),
        program(
            "scan",
            new Scan(body, 1, 1, 5, false),
            ROWS,
            TensorType.float32(Shape.of(Dim.of(5), Dim.N, Dim.of(60)))));
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aRunAllocatesNothing(Program program) {
    int capacity = 130;
    try (Backend backend = new JvmBackendProvider().open(new BackendSettings(2));
        Session session = backend.prepare(program).open(capacity, 1, Map.of())) {
      run(session, capacity, 30);
      long before = allocated();
      allocated();
      long overhead = allocated() - before;
      long used = Long.MAX_VALUE;
      // Vectors are objects wherever the JIT compiler has not been yet, and it may be slow.
      for (int attempt = 0; attempt < 50 && used > 0; attempt++) {
        before = allocated();
        run(session, capacity, 50);
        used = allocated() - before - overhead;
      }
      assertThat(used).isLessThanOrEqualTo(0);
    }
  }

  /** Full batches and partial ones. */
  private static void run(Session session, int capacity, int steps) {
    for (int step = 0; step < steps; step++) {
      session.run(step % 4 == 3 ? capacity - step % 7 : capacity, step);
    }
  }
}
