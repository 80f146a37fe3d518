package org.neurite.api.graph;

import java.util.List;
import java.util.Locale;
import org.neurite.api.API;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.TensorType;

/** Operations that compute each element of the result from the same element of each operand. */
@API(API.Status.STABLE)
public sealed interface Elementwise extends Op {

  /** Functions of one operand. Floating-point unless stated. */
  enum UnaryKind {
    /** -x. Also int32. */
    NEG,
    /** |x|; gradient 0 at 0. Also int32. */
    ABS,
    /** e to the x. */
    EXP,
    /** Natural logarithm. */
    LOG,
    /** ln(1 + x), exact for small x. */
    LOG1P,
    /** e to the x, minus 1, exact for small x. */
    EXPM1,
    /** Square root. */
    SQRT,
    /** 1 / square root. */
    RSQRT,
    /** Sine. */
    SIN,
    /** Cosine. */
    COS,
    /** Hyperbolic tangent. */
    TANH,
    /** 1 / (1 + e to the -x). */
    SIGMOID,
    /** Error function. */
    ERF,
    /** Largest integer not above x; gradient 0. */
    FLOOR,
    /** -1, 0 or 1; gradient 0. Also int32. */
    SIGN,
    /** Logical not. Bool only. */
    NOT
  }

  /**
   * Functions of two operands of the same type. Numeric, result of the same type, unless stated.
   */
  enum BinaryKind {
    /** a + b. */
    ADD,
    /** a - b. */
    SUB,
    /** a * b. */
    MUL,
    /** a / b; of int32, cut towards zero. */
    DIV,
    /** a to the power b. */
    POW,
    /** The smaller; NaN if either is. The gradient of a tie goes to b. */
    MIN,
    /** The larger; NaN if either is. The gradient of a tie goes to b. */
    MAX,
    /** a &lt; b, bool. */
    LT,
    /** a &lt;= b, bool. */
    LE,
    /** a &gt; b, bool. */
    GT,
    /** a &gt;= b, bool. */
    GE,
    /** a == b, bool. Also of bool. */
    EQ,
    /** a != b, bool. Also of bool. */
    NE,
    /** Logical and. Bool only. */
    AND,
    /** Logical or. Bool only. */
    OR;

    /**
     * Whether the result is bool.
     *
     * @return true for comparisons and logic
     */
    public boolean isPredicate() {
      return compareTo(LT) >= 0;
    }
  }

  /**
   * A function of one operand.
   *
   * @param kind which
   */
  record Unary(UnaryKind kind) implements Elementwise {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      TensorType x = inputs.get(0);
      switch (kind) {
        case NOT -> Rules.type(x, DataType.BOOL);
        case NEG, ABS, SIGN -> Rules.numeric(x);
        default -> Rules.floating(x);
      }
      return List.of(x);
    }

    @Override
    public String name() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Unary that && kind == that.kind;
    }

    @Override
    public int hashCode() {
      return kind.hashCode();
    }
  }

  /**
   * A function of two operands.
   *
   * @param kind which
   */
  record Binary(BinaryKind kind) implements Elementwise {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 2);
      Rules.sameType(inputs);
      Rules.sameShape(inputs);
      TensorType a = inputs.get(0);
      switch (kind) {
        case AND, OR -> Rules.type(a, DataType.BOOL);
        case EQ, NE -> {}
        case POW -> Rules.floating(a);
        default -> Rules.numeric(a);
      }
      return List.of(kind.isPredicate() ? a.withDataType(DataType.BOOL) : a);
    }

    @Override
    public String name() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Binary that && kind == that.kind;
    }

    @Override
    public int hashCode() {
      return kind.hashCode();
    }
  }

  /**
   * Chooses: operands condition (bool), a, b; the result is a where the condition holds, else b.
   */
  record Where() implements Elementwise {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 3);
      Rules.type(inputs.get(0), DataType.BOOL);
      Rules.sameType(inputs.subList(1, 3));
      Rules.sameShape(inputs);
      return List.of(inputs.get(1));
    }

    @Override
    public String name() {
      return "where";
    }
  }

  /**
   * Converts to another type. Floating to int32 cuts towards zero; to bool, anything but 0 is true.
   *
   * @param to the type of the result
   */
  record Cast(DataType to) implements Elementwise {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      return List.of(inputs.get(0).withDataType(to));
    }

    @Override
    public String name() {
      return "cast";
    }
  }

  /** The operand itself, but no gradient flows through. */
  record StopGradient() implements Elementwise {
    @Override
    public List<TensorType> infer(List<TensorType> inputs) {
      Rules.count(inputs, 1);
      return inputs;
    }

    @Override
    public String name() {
      return "stop_gradient";
    }
  }
}
