package org.neurite.backend.jvm.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurite.api.BackendException;
import org.neurite.api.ErrorCode;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.backend.Executable;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.graph.Op;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.support.Warm;

/** Products with a matrix that was frozen and is packed once. */
class PackedProductTest {
  private static final int STRIP = VectorTiles.COLUMNS;

  @BeforeAll
  static void compileVectors() {
    Warm.await(Vectors.ROWS);
    Warm.await(Vectors.TILES);
  }

  static Stream<Arguments> sizes() {
    int[] columns = {1, STRIP / 2, STRIP - 1, STRIP, 3 * STRIP, 4 * STRIP, 4 * STRIP + 3, 1100};
    return Arrays.stream(columns)
        .boxed()
        .flatMap(n -> IntStream.of(1, 5, 130, 1100).mapToObj(k -> Arguments.of(n, k)));
  }

  /** However many rows there are, each element is summed in the order of the depth. */
  @ParameterizedTest
  @MethodSource("sizes")
  void eachRowHasTheBitsOfTheProductOfAll(int n, int k) {
    float[] left = numbers(33 * k);
    float[] right = numbers(n * k);
    for (boolean transposed : new boolean[] {false, true}) {
      float[] expected = multiply(transposed, 33, n, k, left, right);
      if (n > Product.FEW) {
        float[] large = new float[33 * n];
        Matrix b = matrix(right, transposed ? 1 : n, transposed ? k : 1);
        new VectorGemm(Team.alone(), 33, n, k)
            .multiply(33, n, k, matrix(left, k, 1), b, matrix(large, n, 1), null);
        assertThat(expected).isEqualTo(large);
      }
      for (int m : new int[] {1, 2, 3, 4, 9}) {
        float[] rows = Arrays.copyOf(left, m * k);
        assertThat(multiply(transposed, m, n, k, rows, right))
            .as("%d rows, transposed %s", m, transposed)
            .isEqualTo(Arrays.copyOf(expected, m * n));
      }
    }
  }

  /** One session of one thread and one of two, both with the same frozen variable. */
  private static float[] multiply(
      boolean transposed, int m, int n, int k, float[] left, float[] right) {
    TensorType a = type(Shape.of(Dim.N, Dim.of(k)));
    TensorType b = type(transposed ? Shape.of(n, k) : Shape.of(k, n));
    TensorType c = type(Shape.of(Dim.N, Dim.of(n)));
    List<float[]> results =
        Stream.of(1, 2)
            .map(
                threads -> {
                  try (Backend backend =
                          new JvmBackendProvider().open(new BackendSettings(threads));
                      DeviceBuffer variable = backend.allocate(DataType.FLOAT32, right.length)) {
                    variable.write(right, 0, 0, right.length);
                    variable.freeze();
                    Program program = program(transposed, a, b, c);
                    Map<String, DeviceBuffer> variables = Map.of("b", variable);
                    try (Session session = backend.prepare(program).open(40, 0, variables)) {
                      session.input("a").write(left, 0, 0, left.length);
                      session.run(m, 0);
                      float[] result = new float[m * n];
                      session.output("c").read(0, result, 0, result.length);
                      return result;
                    }
                  }
                })
            .toList();
    assertThat(results.get(1)).as("two threads").isEqualTo(results.get(0));
    return results.get(0);
  }

  @Test
  void aPanelOfItHoldsItsNumbers() {
    int n = STRIP + 5;
    int k = 7;
    float[] data = numbers(n * k);
    Matrix b = matrix(data, n, 1);
    float[][] expected = new float[3][n];
    float[][] panel = new float[3][n];
    b.pack(2, 0, 3, 4, n - 4, expected);
    PackedMatrix packed = new PackedMatrix(b, k, n);
    packed.refresh();
    packed.pack(2, 0, 3, 4, n - 4, panel);
    assertThat(panel).isDeepEqualTo(expected);
  }

  @Test
  void aProgramThatWritesAFrozenBufferIsRefused() {
    TensorType type = type(Shape.of(3));
    try (Backend backend = new JvmBackendProvider().open(new BackendSettings(1));
        DeviceBuffer variable = backend.allocate(DataType.FLOAT32, 3)) {
      variable.freeze();
      Operand a = new Operand(0, type);
      Operand b = new Operand(1, type);
      Program program =
          new Program(
              "store",
              List.of(slot(0, Slot.Kind.INPUT, "a", type), slot(1, Slot.Kind.VARIABLE, "b", type)),
              List.of(instruction(new Elementwise.Unary(Elementwise.UnaryKind.NEG), List.of(a), b)),
              Map.of("a", a),
              Map.of(),
              -1);
      Executable executable = backend.prepare(program);
      BackendException e =
          catchThrowableOfType(
              BackendException.class, () -> executable.open(1, 0, Map.of("b", variable)));
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_SESSION);
      assertThat(e).hasMessageContaining("frozen");
    }
  }

  private static Program program(boolean transposed, TensorType a, TensorType b, TensorType c) {
    Operand left = new Operand(0, a);
    Operand right = new Operand(1, b);
    Operand result = new Operand(2, c);
    return new Program(
        "product",
        List.of(
            slot(0, Slot.Kind.INPUT, "a", a),
            slot(1, Slot.Kind.VARIABLE, "b", b),
            slot(2, Slot.Kind.OUTPUT, "c", c)),
        List.of(instruction(new LinearOps.MatMul(false, transposed), List.of(left, right), result)),
        Map.of("a", left),
        Map.of("c", result),
        -1);
  }

  private static Instruction instruction(Op op, List<Operand> inputs, Operand output) {
    return new Instruction(op, inputs, List.of(Optional.of(output)), "net/layer", Optional.empty());
  }

  private static Slot slot(int id, Slot.Kind kind, String name, TensorType type) {
    Dim elements = type.shape().elements();
    return new Slot(
        id,
        kind,
        name,
        type.dataType(),
        elements.batch() ? 0 : elements.size(),
        elements.batch() ? elements.size() : 0,
        Optional.empty());
  }

  private static TensorType type(Shape shape) {
    return new TensorType(DataType.FLOAT32, shape);
  }

  private static Matrix matrix(float[] data, int rowStride, int columnStride) {
    Matrix matrix = new Matrix(data);
    matrix.set(0, rowStride, columnStride);
    return matrix;
  }

  private static float[] numbers(int count) {
    Random random = new Random(count);
    float[] data = new float[count];
    IntStream.range(0, count).forEach(i -> data[i] = (float) random.nextGaussian());
    return data;
  }
}
