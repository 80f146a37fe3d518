package org.neurite.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Scan;
import org.neurite.api.graph.Tensor;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

class ReferenceBackendTest {
  private static final TensorType ROWS = TensorType.float32(Shape.batchOf(2));
  private static final TensorType PAIR = TensorType.float32(Shape.of(2));

  private final ReferenceBackend backend = new ReferenceBackend();

  @Test
  void runsAProgramInDoublePrecisionForAnyBatchUpToTheCapacity() {
    Operand x = new Operand(0, ROWS);
    Operand y = new Operand(2, ROWS);
    Program program =
        new Program(
            "add",
            List.of(
                slot(0, Slot.Kind.INPUT, "x", 0, 2, null),
                slot(1, Slot.Kind.VARIABLE, "w", 0, 2, null),
                slot(2, Slot.Kind.OUTPUT, "y", 0, 2, null)),
            List.of(add(x, new Operand(1, ROWS), y)),
            Map.of("x", x),
            Map.of("y", y),
            -1);
    DeviceBuffer variable = backend.allocate(DataType.FLOAT32, 6);
    variable.write(new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, 0, 0, 6);
    try (Session session = backend.prepare(program).open(3, 0, Map.of("w", variable))) {
      session.input("x").write(new float[] {1, 2, 3, 4}, 0, 0, 4);
      assertThat(session.run(2, 0)).isTrue();
      double[] found = new double[4];
      session.output("y").read(0, found, 0, 4);
      assertThat(found).containsExactly(1.1, 2.2, 3.3, 4.4);
    }
  }

  @Test
  void runsTheBodyProgramOfALoop() {
    Tensor carry = Tensor.input("carry", PAIR, "");
    Tensor slice = Tensor.input("slice", PAIR, "");
    Scan scan =
        new Scan(
            Graph.body(List.of(carry.value(), slice.value()), List.of(carry.add(slice).value())),
            1,
            1,
            2,
            false);
    Operand in = new Operand(0, PAIR);
    Operand sum = new Operand(2, PAIR);
    Program body =
        new Program(
            "body",
            List.of(
                slot(0, Slot.Kind.INPUT, "0", 2, 0, null),
                slot(1, Slot.Kind.INPUT, "1", 2, 0, null),
                slot(2, Slot.Kind.OUTPUT, "0", 2, 0, null)),
            List.of(add(in, new Operand(1, PAIR), sum)),
            Map.of("0", in, "1", new Operand(1, PAIR)),
            Map.of("0", sum),
            -1);
    Operand start = new Operand(0, PAIR);
    Operand steps = new Operand(1, TensorType.float32(Shape.of(2, 2)));
    Operand end = new Operand(2, PAIR);
    Program program =
        new Program(
            "loop",
            List.of(
                slot(0, Slot.Kind.CONSTANT, "", 2, 0, Oracle.vector(0.1, 0.2)),
                slot(1, Slot.Kind.INPUT, "x", 4, 0, null),
                slot(2, Slot.Kind.OUTPUT, "y", 2, 0, null)),
            List.of(
                new Instruction(
                    scan,
                    List.of(start, steps),
                    List.of(Optional.of(end), Optional.empty()),
                    "",
                    Optional.of(body))),
            Map.of("x", steps),
            Map.of("y", end),
            -1);
    try (Session session = backend.prepare(program).open(1, 0, Map.of())) {
      session.input("x").write(new int[] {1, 2, 3, 4}, 0, 0, 4);
      session.run(1, 0);
      double[] found = new double[2];
      session.output("y").read(0, found, 0, 2);
      assertThat(found).containsExactly(0.1 + 1 + 3, 0.2 + 2 + 4);
    }
  }

  private static Instruction add(Operand a, Operand b, Operand result) {
    return new Instruction(
        new Binary(BinaryKind.ADD),
        List.of(a, b),
        List.of(Optional.of(result)),
        "",
        Optional.empty());
  }

  private static Slot slot(
      int id,
      Slot.Kind kind,
      String name,
      long fixed,
      long perSample,
      @org.jspecify.annotations.Nullable NDArray constant) {
    return new Slot(
        id, kind, name, DataType.FLOAT32, fixed, perSample, Optional.ofNullable(constant));
  }
}
