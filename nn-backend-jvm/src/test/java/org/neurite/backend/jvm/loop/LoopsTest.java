package org.neurite.backend.jvm.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurite.api.graph.Elementwise.Binary;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.Unary;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.graph.Lowered;
import org.neurite.api.graph.Op;
import org.neurite.api.tensor.DataType;

/** Functions over all floats, in vectors and one by one. */
class LoopsTest {
  private static final int LENGTH = 1 << 14;

  /** Every so many floats are tried: all exponents, and 128 mantissas of each. */
  private static final int STEP = 65_521;

  private static final float[] SPECIAL = {
    0,
    -0.0f,
    1,
    -1,
    2,
    -2,
    0.5f,
    -0.5f,
    3,
    -3,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    16_777_217,
    8_388_609,
    -8_388_609,
    4_194_303.5f
  };

  private final LoopFactory vectors = new LoopFactory(LoopFactory.Kind.VECTOR);

  /**
   * Runs the code for single numbers until the other is compiled, which these loops never wait for.
   */
  private final LoopFactory numbers = new LoopFactory(LoopFactory.Kind.ADAPTIVE);

  private static LoopPlan plan(int inputs, Op... ops) {
    List<Lowered.Step> steps = new ArrayList<>();
    List<Integer> arguments = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      arguments.add(i);
    }
    for (Op op : ops) {
      steps.add(new Lowered.Step(op, List.copyOf(arguments)));
      arguments.replaceAll(a -> inputs + steps.size() - 1);
    }
    int values = inputs + ops.length;
    return new LoopPlan(
        Collections.nCopies(inputs, LoopPlan.Access.WHOLE),
        steps,
        Collections.nCopies(values, DataType.FLOAT32),
        List.of(values - 1),
        LoopPlan.Access.WHOLE);
  }

  /** Results, which must be the same in vectors and one by one. */
  private float[] run(LoopPlan plan, float[]... inputs) {
    float[][] table = Arrays.copyOf(inputs, inputs.length + 1);
    float[] one = new float[inputs[0].length];
    float[] many = new float[one.length];
    int count = one.length - LoopFactory.PADDING;
    table[inputs.length] = many;
    vectors.of(plan).orElseThrow().run(table, 0, count);
    table[inputs.length] = one;
    numbers.of(plan).orElseThrow().run(table, 0, count);
    for (int i = 0; i < count; i++) {
      if (Float.floatToIntBits(one[i]) != Float.floatToIntBits(many[i])) {
        throw new AssertionError(
            plan + " of " + inputs[0][i] + ": " + one[i] + " alone, " + many[i] + " in a vector");
      }
    }
    return many;
  }

  /** The largest error in units in the last place; zeros must have the right sign. */
  private static void worst(float x, float actual, double exact, double most) {
    float wanted = (float) exact;
    boolean fits =
        Float.isNaN(wanted) || Float.isInfinite(wanted) || wanted == 0 && actual == 0
            ? Float.compare(actual, wanted) == 0
            : Math.abs(actual - exact) <= most * Math.ulp(wanted);
    if (!fits) {
      throw new AssertionError("of " + x + ": " + actual + ", exactly " + exact);
    }
  }

  private static double exact(UnaryKind kind, double x) {
    DoubleUnaryOperator function =
        switch (kind) {
          case EXP -> StrictMath::exp;
          case LOG -> StrictMath::log;
          case LOG1P -> StrictMath::log1p;
          case EXPM1 -> StrictMath::expm1;
          case TANH -> StrictMath::tanh;
          case SIN -> StrictMath::sin;
          case COS -> StrictMath::cos;
          case ERF -> LoopsTest::erf;
          case SIGMOID -> v -> (v < 0 ? StrictMath.exp(v) : 1) / (1 + StrictMath.exp(-Math.abs(v)));
          case FLOOR -> StrictMath::floor;
          case SIGN -> Math::signum;
          case SQRT -> Math::sqrt;
          case RSQRT -> v -> 1 / Math.sqrt(v);
          case NEG -> v -> -v;
          case ABS -> Math::abs;
          case NOT -> throw new IllegalArgumentException("not");
        };
    return function.applyAsDouble(x);
  }

  /** Maclaurin's series, and far from zero the continued fraction of its complement. */
  private static double erf(double x) {
    double size = Math.abs(x);
    if (size == 0) {
      return x;
    }
    if (size < 3) {
      double power = x;
      double sum = x;
      for (int k = 1; k < 120; k++) {
        power *= -x * x / k;
        sum += power / (2 * k + 1);
      }
      return sum * 2 / Math.sqrt(Math.PI);
    }
    double fraction = size;
    for (int k = 80; k > 0; k--) {
      fraction = size + k / 2.0 / fraction;
    }
    return Math.signum(x) * (1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction);
  }

  private static double allowed(UnaryKind kind) {
    return switch (kind) {
      case EXP, LOG -> 2;
      case NEG, ABS, SIGN, FLOOR -> 0;
      case SQRT -> 0.5;
      default -> 4;
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = UnaryKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NOT"})
  void functionsAreAccurateOverAllFloats(UnaryKind kind) {
    LoopPlan plan = plan(1, new Unary(kind));
    float[] x = new float[LENGTH + LoopFactory.PADDING];
    long bits = Integer.MIN_VALUE;
    while (bits <= Integer.MAX_VALUE) {
      for (int i = 0; i < LENGTH; i++) {
        x[i] = Float.intBitsToFloat((int) bits);
        bits += STEP;
      }
      System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
      float[] y = run(plan, x);
      for (int i = 0; i < LENGTH; i++) {
        worst(x[i], y[i], exact(kind, x[i]), allowed(kind));
      }
    }
  }

  @Test
  void powersAreAccurate() {
    Random random = new Random(5);
    float[] x = new float[LENGTH + LoopFactory.PADDING];
    float[] y = new float[LENGTH + LoopFactory.PADDING];
    for (int i = 0; i < LENGTH; i++) {
      int special = i - LENGTH / 2;
      switch (special >= 0 && special < SPECIAL.length * SPECIAL.length ? 3 : i % 3) {
        case 0 -> {
          x[i] = Float.intBitsToFloat(random.nextInt());
          y[i] = (float) (random.nextGaussian() * Math.scalb(1.0, random.nextInt(12) - 6));
        }
        case 1 -> {
          x[i] = (float) Math.exp(random.nextGaussian() * 0.3);
          y[i] = (float) random.nextGaussian() * 200;
        }
        case 2 -> {
          x[i] = (float) random.nextGaussian() * 3;
          y[i] = random.nextInt(13) - 6;
        }
        default -> {
          x[i] = SPECIAL[special % SPECIAL.length];
          y[i] = SPECIAL[special / SPECIAL.length];
        }
      }
    }
    float[] z = run(plan(2, new Binary(BinaryKind.POW)), x, y);
    for (int i = 0; i < LENGTH; i++) {
      worst(x[i], z[i], StrictMath.pow(x[i], y[i]), 4);
    }
  }

  @Test
  void anElementsBitsDoNotDependOnItsPlace() {
    LoopPlan plan = plan(1, new Unary(UnaryKind.SIGMOID));
    float[] x = new float[64 + LoopFactory.PADDING];
    Arrays.fill(x, 0.3f);
    float[] y = run(plan, x);
    for (int i = 0; i < 64; i++) {
      assertThat(y[i]).isEqualTo(y[0]);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = BinaryKind.class,
      names = {"ADD", "SUB", "MUL", "DIV", "MIN", "MAX", "LT", "LE", "GT", "GE", "EQ", "NE"})
  void twoOperandsFollowJavaForSpecialNumbers(BinaryKind kind) {
    DoubleBinaryOperator exact =
        (a, b) ->
            switch (kind) {
              case ADD -> a + b;
              case SUB -> a - b;
              case MUL -> a * b;
              case DIV -> a / b;
              case MIN -> Math.min(a, b);
              case MAX -> Math.max(a, b);
              case LT -> a < b ? 1 : 0;
              case LE -> a <= b ? 1 : 0;
              case GT -> a > b ? 1 : 0;
              case GE -> a >= b ? 1 : 0;
              case EQ -> a == b ? 1 : 0;
              case NE -> a != b ? 1 : 0;
              default -> throw new IllegalArgumentException(kind.name());
            };
    int count = SPECIAL.length * SPECIAL.length;
    float[] a = new float[count + LoopFactory.PADDING];
    float[] b = new float[count + LoopFactory.PADDING];
    for (int i = 0; i < count; i++) {
      a[i] = SPECIAL[i % SPECIAL.length];
      b[i] = SPECIAL[i / SPECIAL.length];
    }
    float[] c = run(plan(2, new Binary(kind)), a, b);
    for (int i = 0; i < count; i++) {
      assertThat(Float.valueOf(c[i]))
          .as("%s of %s and %s", kind, a[i], b[i])
          .isEqualTo(Float.valueOf((float) exact.applyAsDouble(a[i], b[i])));
    }
  }

  @Test
  void equalPlansShareALoop() {
    assertThat(vectors.of(plan(1, new Unary(UnaryKind.EXP))))
        .isEqualTo(vectors.of(plan(1, new Unary(UnaryKind.EXP))))
        .isPresent();
  }

  @Test
  void whatTheJitCompilerWouldRefuseIsLeftToTheInterpreter() {
    Lowered.Step tanh = new Lowered.Step(new Unary(UnaryKind.TANH), List.of(0));
    LoopPlan plan =
        new LoopPlan(
            List.of(LoopPlan.Access.WHOLE),
            Collections.nCopies(60, tanh),
            Collections.nCopies(61, DataType.FLOAT32),
            IntStream.rangeClosed(1, 60).boxed().toList(),
            LoopPlan.Access.WHOLE);
    assertThat(vectors.of(plan)).isEmpty();
  }

  @Test
  void plainLoopsAreNotForFunctions() {
    LoopFactory plain = new LoopFactory(LoopFactory.Kind.PLAIN);
    assertThat(plain.of(plan(1, new Unary(UnaryKind.EXP)))).isEmpty();
    assertThat(plain.of(plan(2, new Binary(BinaryKind.POW)))).isEmpty();
    assertThat(plain.of(plan(1, new Unary(UnaryKind.NEG)))).isPresent();
    assertThat(new LoopFactory(LoopFactory.Kind.INTERPRETED).of(plan(1, new Unary(UnaryKind.NEG))))
        .isEmpty();
  }

  @Test
  void vectorsTakeOverWhenTheyAreCompiled() {
    LoopPlan plan = plan(1, new Unary(UnaryKind.EXP));
    boolean[] ran = {false};
    AdaptiveLoop loop =
        new AdaptiveLoop(
            plan, (table, from, to) -> {}, (table, from, to) -> ran[0] = true, busy -> {});
    loop.run(new float[2][32], 0, 16);
    assertThat(ran[0]).isFalse();
    assertThat(loop.warmUp(1_000_000_000)).isTrue();
    ran[0] = false;
    loop.run(new float[2][32], 0, 16);
    assertThat(ran[0]).isTrue();
  }

  @Test
  void onlyALoopThatIsBusyIsCompiledAndOnce() {
    int[] asked = {0};
    AdaptiveLoop loop =
        new AdaptiveLoop(
            plan(1, new Unary(UnaryKind.EXP)),
            (table, from, to) -> {},
            (table, from, to) -> {},
            busy -> asked[0]++);
    loop.run(new float[2][0], 0, 200_000);
    assertThat(asked[0]).isZero();
    loop.run(new float[2][0], 0, 200_000);
    loop.run(new float[2][0], 0, 200_000);
    assertThat(asked[0]).isEqualTo(1);
  }

  @Test
  void aLoopThatStaysSlowIsNotUsed() {
    LoopPlan plan = plan(1, new Unary(UnaryKind.NEG));
    boolean[] ran = {false};
    AdaptiveLoop loop =
        new AdaptiveLoop(
            plan,
            (table, from, to) -> ran[0] = true,
            (table, from, to) -> {
              long end = System.nanoTime() + 100_000;
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
            },
            busy -> {});
    assertThat(loop.warmUp(1_000_000)).isFalse();
    loop.run(new float[2][32], 0, 16);
    assertThat(ran[0]).isTrue();
  }
}
