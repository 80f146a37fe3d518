package org.neurite.reference;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import org.neurite.api.graph.Elementwise;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.tensor.DataType;

/** Element by element. */
final class ElementwiseRules {
  private ElementwiseRules() {}

  static void register(Evaluators table) {
    table.one(Elementwise.Unary.class, ElementwiseRules::unary);
    table.one(Elementwise.Binary.class, ElementwiseRules::binary);
    table.one(Elementwise.Where.class, ElementwiseRules::where);
    table.one(Elementwise.Cast.class, ElementwiseRules::cast);
    table.one(Elementwise.StopGradient.class, Call::input);
  }

  private static Values unary(Call<Elementwise.Unary> call) {
    UnaryKind kind = call.op().kind();
    boolean integer = call.input().dataType() == DataType.INT32;
    return call.input().map(integer ? integerFunction(kind) : function(kind));
  }

  private static DoubleUnaryOperator function(UnaryKind kind) {
    return switch (kind) {
      case NEG -> x -> -x;
      case ABS -> Math::abs;
      case EXP -> Math::exp;
      case LOG -> Math::log;
      case LOG1P -> Math::log1p;
      case EXPM1 -> Math::expm1;
      case SQRT -> Math::sqrt;
      case RSQRT -> x -> 1 / Math.sqrt(x);
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case TANH -> Math::tanh;
      case SIGMOID -> SpecialFunctions::sigmoid;
      case ERF -> SpecialFunctions::erf;
      case FLOOR -> Math::floor;
      case SIGN -> Math::signum;
      case NOT -> x -> truth(x == 0);
    };
  }

  /** Java's int arithmetic: overflow wraps around. */
  private static DoubleUnaryOperator integerFunction(UnaryKind kind) {
    return switch (kind) {
      case NEG -> x -> -(int) x;
      case ABS -> x -> Math.abs((int) x);
      case SIGN -> x -> Integer.signum((int) x);
      default -> throw new IllegalArgumentException(kind + " of int32");
    };
  }

  private static Values binary(Call<Elementwise.Binary> call) {
    BinaryKind kind = call.op().kind();
    Values a = call.input(0);
    Values b = call.input(1);
    DoubleBinaryOperator function =
        a.dataType() == DataType.INT32 && !kind.isPredicate()
            ? integers(integerFunction(kind))
            : function(kind);
    return Values.generate(call.output(), i -> function.applyAsDouble(a.get(i), b.get(i)));
  }

  private static DoubleBinaryOperator function(BinaryKind kind) {
    return switch (kind) {
      case ADD -> (a, b) -> a + b;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case DIV -> (a, b) -> a / b;
      case POW -> Math::pow;
      case MIN -> Math::min;
      case MAX -> Math::max;
      case LT -> (a, b) -> truth(a < b);
      case LE -> (a, b) -> truth(a <= b);
      case GT -> (a, b) -> truth(a > b);
      case GE -> (a, b) -> truth(a >= b);
      case EQ -> (a, b) -> truth(a == b);
      case NE -> (a, b) -> truth(a != b);
      case AND -> (a, b) -> truth(a != 0 && b != 0);
      case OR -> (a, b) -> truth(a != 0 || b != 0);
    };
  }

  private static IntBinaryOperator integerFunction(BinaryKind kind) {
    return switch (kind) {
      case ADD -> (a, b) -> a + b;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case DIV -> (a, b) -> a / b;
      case MIN -> Math::min;
      case MAX -> Math::max;
      default -> throw new IllegalArgumentException(kind + " of int32");
    };
  }

  private static DoubleBinaryOperator integers(IntBinaryOperator function) {
    return (a, b) -> function.applyAsInt((int) a, (int) b);
  }

  private static Values where(Call<Elementwise.Where> call) {
    Values condition = call.input(0);
    return Values.generate(
        call.output(), i -> (condition.get(i) != 0 ? call.input(1) : call.input(2)).get(i));
  }

  private static Values cast(Call<Elementwise.Cast> call) {
    Values x = call.input();
    return switch (call.op().to()) {
      case FLOAT32, FLOAT64 -> x.as(call.output());
      case INT32 -> Values.generate(call.output(), i -> (int) x.get(i));
      case BOOL -> Values.generate(call.output(), i -> truth(x.get(i) != 0));
    };
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }
}
