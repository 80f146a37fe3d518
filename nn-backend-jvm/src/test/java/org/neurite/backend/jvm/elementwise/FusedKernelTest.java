package org.neurite.backend.jvm.elementwise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.backend.Backend;
import org.neurite.api.backend.BackendSettings;
import org.neurite.api.backend.Session;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.Cast;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Elementwise.Where;
import org.neurite.api.graph.Leaf;
import org.neurite.api.graph.Lowered.Fused;
import org.neurite.api.graph.Lowered.Step;
import org.neurite.api.graph.Op;
import org.neurite.api.program.Instruction;
import org.neurite.api.program.Operand;
import org.neurite.api.program.Program;
import org.neurite.api.program.Slot;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.backend.jvm.JvmBackendProvider;
import org.neurite.backend.jvm.support.Trial;

class FusedKernelTest {
  private static final int[][] SIZES = {{1, 1}, {700, 1}, {700, 2}, {700, 699}, {700, 700}};

  private static TensorType f32(Dim... dims) {
    return TensorType.float32(Shape.of(dims));
  }

  private static Step step(Op op, Integer... arguments) {
    return new Step(op, List.of(arguments));
  }

  private static Step unary(UnaryKind kind, int x) {
    return step(new Unary(kind), x);
  }

  private static Step binary(BinaryKind kind, int a, int b) {
    return step(new Binary(kind), a, b);
  }

  private static Step number(double value) {
    return step(new Leaf.Constant(NDArray.scalar(value), DataType.FLOAT32));
  }

  private static Fused fused(Shape domain, int operands, List<Step> steps, Integer... results) {
    return new Fused(domain, operands, steps, List.of(results), Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(
      value = UnaryKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOT"})
  void computesEveryFunctionOfOneOperand(UnaryKind kind) {
    Trial.of(new Unary(kind), f32(Dim.N, Dim.of(7))).sizes(SIZES).matchesReference();
    Trial.of(new Unary(kind), f32()).matchesReference();
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AND", "OR"})
  void computesEveryFunctionOfTwoOperands(BinaryKind kind) {
    TensorType type = f32(Dim.of(5), Dim.batch(3));
    Trial.of(new Binary(kind), type, type).sizes(SIZES).matchesReference();
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryKind.class,
      names = {"ADD", "SUB", "MUL", "MIN", "MAX", "LT", "LE", "GT", "GE", "EQ", "NE"})
  void computesWithIntegers(BinaryKind kind) {
    TensorType type = TensorType.int32(Shape.of(Dim.N, Dim.of(3)));
    Trial.of(new Binary(kind), type, type).matchesReference();
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryKind.class,
      names = {"AND", "OR", "EQ", "NE"})
  void computesWithTruthValues(BinaryKind kind) {
    TensorType type = new TensorType(DataType.BOOL, Shape.of(Dim.N, Dim.of(3)));
    Trial.of(new Binary(kind), type, type).matchesReference();
    Trial.of(new Unary(UnaryKind.NOT), type).matchesReference();
  }

  @Test
  void dividesIntegersTowardsZero() {
    TensorType type = TensorType.int32(Shape.of(6));
    float[] a = {7, -7, 7, -7, 16777215, 16777216};
    float[] b = {2, 2, -2, -2, 16777216, 3};
    float[][] result = Trial.of(new Binary(BinaryKind.DIV), type, type).run(1, 1, 1, a, b);
    assertThat(result[0]).containsExactly(3, -3, -3, 3, 0, 5592405);
  }

  @Test
  void castsTowardsZeroAndToTruth() {
    TensorType type = f32(Dim.of(5));
    float[] x = {1.9f, -1.9f, 0, Float.NaN, 0.1f};
    assertThat(Trial.of(new Cast(DataType.INT32), type).run(1, 1, 1, x)[0])
        .containsExactly(1, -1, 0, 0, 0);
    assertThat(Trial.of(new Cast(DataType.BOOL), type).run(1, 1, 1, x)[0])
        .containsExactly(1, 1, 0, 1, 1);
  }

  @Test
  void choosesWithoutTouchingWhatIsNotChosen() {
    TensorType truth = new TensorType(DataType.BOOL, Shape.of(3));
    TensorType type = f32(Dim.of(3));
    float[] c = {1, 0, 1};
    float[] a = {1, Float.NaN, Float.POSITIVE_INFINITY};
    float[] b = {Float.NaN, -0.0f, 3};
    assertThat(Trial.of(new Where(), truth, type, type).run(1, 1, 1, c, a, b)[0])
        .containsExactly(1, -0.0f, Float.POSITIVE_INFINITY);
  }

  @Test
  void nanAndSignedZeroFollowJava() {
    TensorType type = f32(Dim.of(3));
    float[] a = {Float.NaN, -0.0f, 1};
    float[] b = {1, 0, Float.NaN};
    assertThat(Trial.of(new Binary(BinaryKind.MAX), type, type).run(1, 1, 1, a, b)[0])
        .containsExactly(Float.NaN, 0, Float.NaN);
    assertThat(Trial.of(new Binary(BinaryKind.LT), type, type).run(1, 1, 1, a, b)[0])
        .containsExactly(0, 0, 0);
    assertThat(Trial.of(new Binary(BinaryKind.GE), type, type).run(1, 1, 1, a, b)[0])
        .containsExactly(0, 1, 0);
    assertThat(Trial.of(new Binary(BinaryKind.NE), type, type).run(1, 1, 1, a, b)[0])
        .containsExactly(1, 0, 1);
  }

  /** Operands that repeat in every way: numbers, rows, columns, channels, whole planes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 37, 128, 1023, 1024, 1025, 3000, 4096})
  void broadcastsOperandsOfAnyShape(int width) {
    Dim f = Dim.of(width);
    Shape domain = Shape.of(Dim.N, Dim.of(3), f);
    List<TensorType> types =
        List.of(
            f32(Dim.N, Dim.of(3), f),
            f32(),
            f32(Dim.of(1), Dim.of(1)),
            f32(f),
            f32(Dim.of(3), f),
            f32(Dim.N, Dim.ONE, Dim.ONE),
            f32(Dim.of(3), Dim.ONE),
            f32(Dim.N, Dim.ONE, f),
            f32(Dim.N, Dim.of(3), Dim.ONE));
    List<Step> steps = new ArrayList<>();
    int sum = 0;
    for (int i = 1; i < types.size(); i++) {
      steps.add(binary(i % 2 == 0 ? BinaryKind.ADD : BinaryKind.MUL, sum, i));
      sum = types.size() + steps.size() - 1;
    }
    Trial.of(fused(domain, types.size(), steps, sum), types.toArray(TensorType[]::new))
        .within(1e-5, 1e-5)
        .sizes(new int[] {1, 1}, new int[] {9, 1}, new int[] {9, 2}, new int[] {9, 9})
        .matchesReference();
  }

  @Test
  void broadcastsAgainstABatchAtTheLastAxis() {
    Shape domain = Shape.of(Dim.of(4), Dim.batch(2));
    Fused op =
        fused(domain, 3, List.of(binary(BinaryKind.ADD, 0, 1), binary(BinaryKind.MUL, 3, 2)), 4);
    Trial.of(op, f32(Dim.of(4), Dim.ONE), f32(Dim.batch(2)), f32(Dim.of(4), Dim.batch(2)))
        .sizes(SIZES)
        .matchesReference();
  }

  @Test
  void countsAndConstantsAreNumbersOfTheRun() {
    Shape domain = Shape.of(Dim.N, Dim.of(2));
    Fused op =
        fused(
            domain,
            1,
            List.of(
                step(new Leaf.Count(Dim.batch(2), DataType.FLOAT32)),
                number(0.5),
                binary(BinaryKind.DIV, 0, 1),
                binary(BinaryKind.ADD, 3, 2)),
            4);
    Trial.of(op, f32(Dim.N, Dim.of(2))).sizes(SIZES).matchesReference();
  }

  @Test
  void severalResultsLeaveAGroup() {
    Shape domain = Shape.batchOf(33);
    Fused op =
        fused(
            domain,
            2,
            List.of(
                unary(UnaryKind.EXP, 0),
                binary(BinaryKind.MUL, 2, 1),
                unary(UnaryKind.TANH, 3),
                binary(BinaryKind.ADD, 4, 2)),
            2,
            5,
            3,
            5,
            0);
    Trial.of(op, f32(Dim.N, Dim.of(33)), f32(Dim.N, Dim.of(33)))
        .within(4e-6, 1e-6)
        .sizes(SIZES)
        .matchesReference();
  }

  @Test
  void anUnusedResultIsNotWritten() {
    TensorType type = f32(Dim.of(2));
    Fused op =
        fused(Shape.of(2), 1, List.of(unary(UnaryKind.NEG, 0), unary(UnaryKind.NEG, 1)), 1, 2);
    Instruction instruction =
        new Instruction(
            op,
            List.of(new Operand(0, type)),
            List.of(Optional.empty(), Optional.of(new Operand(1, type))),
            "",
            Optional.empty());
    assertThat(runInPlace(instruction, 2, new float[] {3, 4}, new float[] {9, 9})[1])
        .containsExactly(3, 4);
  }

  /** An update of the kind optimizers make: three results over their own operands. */
  @Test
  void resultsMayOverwriteTheirOperands() {
    TensorType type = f32(Dim.of(2500));
    Fused op =
        fused(
            Shape.of(2500),
            3,
            List.of(
                binary(BinaryKind.ADD, 0, 2),
                binary(BinaryKind.MUL, 1, 2),
                binary(BinaryKind.SUB, 3, 4),
                binary(BinaryKind.MUL, 0, 1)),
            5,
            4,
            6);
    List<Operand> in = List.of(new Operand(0, type), new Operand(1, type), new Operand(2, type));
    List<Optional<Operand>> out =
        List.of(
            Optional.of(new Operand(1, type)),
            Optional.of(new Operand(2, type)),
            Optional.of(new Operand(0, type)));
    Random random = new Random(3);
    float[][] data = new float[3][2500];
    for (float[] array : data) {
      for (int i = 0; i < array.length; i++) {
        array[i] = random.nextInt(50);
      }
    }
    float[][] result = runInPlace(new Instruction(op, in, out, "", Optional.empty()), 2500, data);
    for (int i = 0; i < 2500; i++) {
      float a = data[0][i];
      float b = data[1][i];
      float g = data[2][i];
      assertThat(result[1][i]).isEqualTo((a + g) - b * g);
      assertThat(result[2][i]).isEqualTo(b * g);
      assertThat(result[0][i]).isEqualTo(a * b);
    }
  }

  private static float[][] runInPlace(Instruction instruction, int elements, float[]... data) {
    List<Slot> slots = new ArrayList<>();
    Map<String, Operand> names = new java.util.LinkedHashMap<>();
    for (int i = 0; i < data.length; i++) {
      slots.add(
          new Slot(i, Slot.Kind.TEMPORARY, "", DataType.FLOAT32, elements, 0, Optional.empty()));
      names.put(Integer.toString(i), new Operand(i, f32(Dim.of(elements))));
    }
    Program program = new Program("test", slots, List.of(instruction), names, names, -1);
    try (Backend backend = new JvmBackendProvider().open(new BackendSettings(2));
        Session session = backend.prepare(program).open(1, 0, Map.of())) {
      for (int i = 0; i < data.length; i++) {
        session.input(Integer.toString(i)).write(data[i], 0, 0, elements);
      }
      session.run(1, 0);
      float[][] results = new float[data.length][elements];
      for (int i = 0; i < data.length; i++) {
        session.output(Integer.toString(i)).read(0, results[i], 0, elements);
      }
      return results;
    }
  }

  /** Random groups over random operands; every function, every kind of broadcasting. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void randomGroupsMatchTheReference(long seed) {
    Random random = new Random(seed);
    Dim[] dims = {Dim.of(1 + random.nextInt(5)), Dim.N, Dim.of(1 + random.nextInt(40))};
    Shape domain = Shape.of(dims);
    List<TensorType> types = new ArrayList<>();
    int operands = 1 + random.nextInt(4);
    for (int i = 0; i < operands; i++) {
      List<Dim> shape = new ArrayList<>();
      for (Dim dim : dims) {
        shape.add(random.nextInt(3) == 0 ? Dim.ONE : dim);
      }
      types.add(TensorType.float32(new Shape(shape)));
    }
    List<Step> steps = new ArrayList<>();
    for (int s = 0; s < 12; s++) {
      int values = operands + steps.size();
      steps.add(
          switch (random.nextInt(6)) {
            case 0 -> unary(UnaryKind.TANH, random.nextInt(values));
            case 1 -> unary(UnaryKind.SIGMOID, random.nextInt(values));
            case 2 -> number(random.nextGaussian());
            case 3 -> binary(BinaryKind.ADD, random.nextInt(values), random.nextInt(values));
            case 4 -> binary(BinaryKind.MAX, random.nextInt(values), random.nextInt(values));
            default -> unary(UnaryKind.NEG, random.nextInt(values));
          });
    }
    int values = operands + steps.size();
    Fused op = fused(domain, operands, steps, values - 1, values - 2, random.nextInt(values));
    Trial.of(op, types.toArray(TensorType[]::new))
        .within(1e-5, 1e-5)
        .sizes(new int[] {50, 1}, new int[] {50, 7}, new int[] {50, 50})
        .matchesReference();
  }
}
