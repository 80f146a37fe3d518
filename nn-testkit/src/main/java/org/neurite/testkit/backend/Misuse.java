package org.neurite.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Program;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.compile.Compiler;
import org.neurite.core.compile.Pass;
import org.neurite.testkit.BackendRun;

/** What a caller may do wrong, or a machine lack, and the error that must say so. */
final class Misuse {
  /** How many sessions are refused, each with a megabyte that it had got. */
  private static final int REFUSALS = 50;

  private static final long MOST_GROWTH = 25_000_000;

  private Misuse() {}

  private static BackendException fails(ErrorCode code, Executable action) {
    BackendException error = assertThrows(BackendException.class, action);
    assertEquals(code, error.code(), error.getMessage());
    return error;
  }

  private static Program doubled(Backend backend, DataType type) {
    Tensor x = Tensor.input("x", new TensorType(type, Shape.batchOf(3)), "");
    Graph graph = Graph.body(List.of(x.value()), List.of(x.add(x).value()));
    return Compiler.compile("test", graph, backend, Pass.all());
  }

  /**
   * Doubles are doubles, or refused: memory for them when it is asked for, a program when it is
   * prepared.
   */
  static void unsupportedType(Backend backend) {
    Program program = doubled(backend, DataType.FLOAT64);
    boolean supported = true;
    try {
      backend.prepare(program);
    } catch (BackendException e) {
      supported = false;
    }
    if (supported) {
      computesInDoubles(backend, program);
      return;
    }
    for (BackendException error :
        List.of(
            fails(ErrorCode.UNSUPPORTED, () -> backend.prepare(program)),
            fails(ErrorCode.UNSUPPORTED, () -> backend.allocate(DataType.FLOAT64, 1)))) {
      assertTrue(error.getMessage().contains("float64"), error.getMessage());
    }
  }

  private static void computesInDoubles(Backend backend, Program program) {
    try (DeviceBuffer buffer = backend.allocate(DataType.FLOAT64, 1);
        Session session = backend.prepare(program).open(1, 0, Map.of())) {
      assertEquals(1, buffer.elements());
      session.input("x").write(new double[] {0.1, 0.2, 0.3}, 0, 0, 3);
      assertTrue(session.run(1, 0));
      double[] found = new double[3];
      session.output("0").read(0, found, 0, 3);
      assertArrayEquals(new double[] {0.2, 0.4, 0.6}, found, 0);
    }
  }

  /**
   * Petabytes are more than any machine has. A session that can't have them gives back what it had
   * got until then, and others go on.
   */
  static void tooMuchMemory(Backend backend) throws InterruptedException {
    fails(ErrorCode.OUT_OF_MEMORY, () -> backend.allocate(DataType.FLOAT32, Long.MAX_VALUE / 8));
    Tensor small = Tensor.input("small", TensorType.float32(Shape.batchOf(1 << 8)), "");
    Tensor large = Tensor.input("large", TensorType.float32(Shape.batchOf(1 << 20, 1 << 20)), "");
    Graph graph =
        Graph.body(
            List.of(small.value(), large.value()),
            List.of(small.add(small).value(), large.add(large).value()));
    Program program = Compiler.compile("test", graph, backend, Pass.all());
    long before = Footprint.heap();
    for (int i = 0; i < REFUSALS; i++) {

      fails(ErrorCode.OUT_OF_MEMORY, () -> backend.prepare(program).open(1_000, 0, Map.of()));
    }
    long grown = Footprint.settledHeap(before + MOST_GROWTH) - before;
    assertTrue(grown < MOST_GROWTH, () -> "refused sessions keep " + grown + " bytes of the heap");
    try (Session session = open(backend)) {
      assertTrue(session.run(2, 0));
    }
  }

  static void closed(Backend backend) {
    DeviceBuffer buffer = backend.allocate(DataType.FLOAT32, 3);
    buffer.close();
    buffer.close();
    cannotBeUsed(buffer);
    Session session = open(backend);
    DeviceBuffer input = session.input("x");
    DeviceBuffer output = session.output("0");
    session.close();
    session.close();
    fails(ErrorCode.BAD_SESSION, () -> session.run(1, 0));
    fails(ErrorCode.BAD_SESSION, () -> session.firstNonFinite(1, 0));
    fails(ErrorCode.BAD_SESSION, () -> session.input("x"));
    fails(ErrorCode.BAD_SESSION, () -> session.output("0"));
    cannotBeUsed(input);
    cannotBeUsed(output);
  }

  private static void cannotBeUsed(DeviceBuffer closed) {
    fails(ErrorCode.BAD_SESSION, () -> closed.write(new float[3], 0, 0, 3));
    fails(ErrorCode.BAD_SESSION, () -> closed.write(new double[3], 0, 0, 3));
    fails(ErrorCode.BAD_SESSION, () -> closed.write(new int[3], 0, 0, 3));
    fails(ErrorCode.BAD_SESSION, () -> closed.read(0, new float[3], 0, 3));
    fails(ErrorCode.BAD_SESSION, () -> closed.read(0, new double[3], 0, 3));
    fails(ErrorCode.BAD_SESSION, () -> closed.read(0, new int[3], 0, 3));
  }

  /**
   * Weights that are closed under a session that computes with them: an error, or what was in them,
   * but never memory that is another's by now, which would end the process.
   */
  static void closedVariable(Backend backend) {
    Tensor x = Tensor.input("x", TensorType.float32(Shape.batchOf(3)), "");
    Tensor w = Cases.parameter("w", Shape.of(3, 2));
    Graph graph = Graph.body(List.of(x.value()), List.of(x.matmul(w).value()));
    Program program = Compiler.compile("test", graph, backend, Pass.all());
    DeviceBuffer weights = backend.allocate(DataType.FLOAT32, 6);
    weights.write(new float[] {1, 2, 3, 4, 5, 6}, 0, 0, 6);
    try (Session session = backend.prepare(program).open(1, 0, Map.of("w", weights))) {
      session.input("x").write(new float[] {1, 1, 1}, 0, 0, 3);
      assertTrue(session.run(1, 0));
      weights.close();
      float[] found = new float[2];
      try {
        session.run(1, 1);
        session.output("0").read(0, found, 0, 2);
        assertArrayEquals(new float[] {9, 12}, found);
      } catch (BackendException e) {
        assertEquals(ErrorCode.BAD_SESSION, e.code(), e.getMessage());
      }
    }
  }

  private static Session open(Backend backend) {
    return backend.prepare(doubled(backend, DataType.FLOAT32)).open(2, 0, Map.of());
  }

  static void batchSizes(Backend backend) {
    try (Session session = open(backend)) {
      fails(ErrorCode.BAD_SESSION, () -> session.run(3, 0));
      fails(ErrorCode.BAD_SESSION, () -> session.run(0, 0));
      fails(ErrorCode.BAD_SESSION, () -> session.input("y"));
      fails(ErrorCode.BAD_SESSION, () -> session.output("y"));
      fails(ErrorCode.BAD_SESSION, () -> session.input("x").write(new float[7], 0, 0, 7));
    }
  }

  static void indices(Backend backend) {
    Tensor table = Tensor.input("table", TensorType.float32(Shape.of(4, 2)), "");
    Tensor index = Tensor.input("index", TensorType.int32(Shape.batchOf()), "");
    Tensor rows = table.gather(index, 0);
    badIndex(backend, table, index, rows, 4);
    badIndex(backend, table, index, rows, -1);
    badIndex(backend, table, index, rows.scatterAdd(index.sub(1), 0, Dim.of(3)), 0);
  }

  private static void badIndex(
      Backend backend, Tensor table, Tensor index, Tensor result, int bad) {
    Graph graph = Graph.body(List.of(table.value(), index.value()), List.of(result.value()));
    Map<String, NDArray> inputs =
        Map.of(
            "table", NDArray.of(new float[8], 4, 2),
            "index", NDArray.of(new int[] {1, bad}, 2));
    try (BackendRun run = BackendRun.open(graph, backend, Pass.all(), 2, 0)) {
      fails(ErrorCode.INDEX_OUT_OF_RANGE, () -> run.run(2, 0, inputs));
    }
  }
}
