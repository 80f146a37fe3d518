package org.neurite.testkit.backend;

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
  private Misuse() {}

  private static void fails(ErrorCode code, Executable action) {
    BackendException error = assertThrows(BackendException.class, action);
    assertEquals(code, error.code(), error.getMessage());
  }

  private static Graph doubled(DataType type) {
    Tensor x = Tensor.input("x", new TensorType(type, Shape.batchOf(3)), "");
    return Graph.body(List.of(x.value()), List.of(x.add(x).value()));
  }

  /** Doubles run, or are refused before anything runs. */
  static void unsupportedType(Backend backend) {
    Program program = Compiler.compile("test", doubled(DataType.FLOAT64), backend, Pass.all());
    try (DeviceBuffer buffer = backend.allocate(DataType.FLOAT64, 1);
        Session session = backend.prepare(program).open(1, 0, Map.of())) {
      session.input("x").write(new double[] {0.1, 0.2, 0.3}, 0, 0, 3);
      assertTrue(session.run(1, 0));
      double[] found = new double[3];
      session.output("0").read(0, found, 0, 3);
      assertEquals(0.2, found[0], 0);
      assertEquals(1, buffer.elements());
    } catch (BackendException e) {
      assertEquals(ErrorCode.UNSUPPORTED, e.code(), e.getMessage());
    }
  }

  /** Four exabytes are more than any machine has. */
  static void tooMuchMemory(Backend backend) {
    fails(ErrorCode.OUT_OF_MEMORY, () -> backend.allocate(DataType.FLOAT32, Long.MAX_VALUE / 8));
  }

  static void closed(Backend backend) {
    DeviceBuffer buffer = backend.allocate(DataType.FLOAT32, 3);
    buffer.close();
    buffer.close();
    fails(ErrorCode.BAD_SESSION, () -> buffer.write(new float[3], 0, 0, 3));
    fails(ErrorCode.BAD_SESSION, () -> buffer.read(0, new float[3], 0, 3));
    Session session = open(backend);
    session.close();
    session.close();
    fails(ErrorCode.BAD_SESSION, () -> session.run(1, 0));
    fails(ErrorCode.BAD_SESSION, () -> session.input("x"));
  }

  private static Session open(Backend backend) {
    Program program = Compiler.compile("test", doubled(DataType.FLOAT32), backend, Pass.all());
    return backend.prepare(program).open(2, 0, Map.of());
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
