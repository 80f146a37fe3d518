package org.neurite.backend.jvm.loop;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.loop.LoopCode.Local;

/**
 * As many elements at a time as a vector holds. Truth values are masks inside the loop; they become
 * numbers only where they are stored or computed with.
 */
final class VectorOps implements LoopOps {
  private static final float MAX_INT = 0x1p31f;

  private final VectorCode code;
  private final Transcendentals functions;
  private final Map<Integer, Local> constants = new HashMap<>();
  private final Map<Local, Local> masks = new IdentityHashMap<>();
  private final Map<Local, Local> numbers = new IdentityHashMap<>();

  VectorOps(LoopCode loop) {
    this.code = new VectorCode(loop);
    this.functions = new Transcendentals(code, this::constant);
  }

  @Override
  public int stride() {
    return Lanes.COUNT;
  }

  @Override
  public Local load(int array, LoopPlan.Access access) {
    return code.load(array, access);
  }

  @Override
  public void store(int array, LoopPlan.Access access, Local value) {
    code.store(array, access, number(value));
  }

  @Override
  public Local constant(float value) {
    return constants.computeIfAbsent(
        Float.floatToRawIntBits(value), k -> code.broadcast(c -> c.visitLdcInsn(value)));
  }

  /** A value as numbers, 1 for true. */
  private Local number(Local value) {
    return VectorCode.isMask(value)
        ? numbers.computeIfAbsent(value, v -> code.blend(constant(0), constant(1), v))
        : value;
  }

  /** A truth value as a mask. */
  private Local mask(Local value) {
    return VectorCode.isMask(value)
        ? value
        : masks.computeIfAbsent(value, v -> code.compare("NE", v, constant(0)));
  }

  @Override
  public Local unary(UnaryKind kind, Local operand) {
    if (kind == UnaryKind.NOT) {
      return code.mask("not", mask(operand));
    }
    Local x = number(operand);
    return switch (kind) {
      case NEG -> code.floats("neg", x);
      case ABS -> code.floats("abs", x);
      case SQRT -> code.floats("sqrt", x);
      case RSQRT -> code.floats("div", constant(1), code.floats("sqrt", x));
      case FLOOR -> functions.floor(x);
      case SIGN -> functions.sign(x);
      default -> functions.of(kind, x);
    };
  }

  @Override
  public Local binary(BinaryKind kind, boolean integer, Local x, Local y) {
    if (kind == BinaryKind.AND || kind == BinaryKind.OR) {
      return code.mask(kind == BinaryKind.AND ? "and" : "or", mask(x), mask(y));
    }
    Local a = number(x);
    Local b = number(y);
    return switch (kind) {
      case ADD -> code.floats("add", a, b);
      case SUB -> code.floats("sub", a, b);
      case MUL -> code.floats("mul", a, b);
      case DIV -> integer ? truncate(code.floats("div", a, b)) : code.floats("div", a, b);
      case MIN -> code.floats("min", a, b);
      case MAX -> code.floats("max", a, b);
      case POW -> functions.pow(a, b);
      case LT, LE, GT, GE, EQ, NE -> code.compare(kind.name(), a, b);
      case AND, OR -> throw new IllegalArgumentException(kind + ", of numbers");
    };
  }

  @Override
  public Local where(Local condition, Local a, Local b) {
    return code.blend(number(b), number(a), mask(condition));
  }

  @Override
  public Local cast(DataType from, DataType to, Local x) {
    if (to == DataType.BOOL) {
      return mask(x);
    }
    Local value = number(x);
    return to == DataType.INT32 && from.isFloating() ? truncate(value) : value;
  }

  /** To an integer as Java casts: towards zero, NaN to 0, and what is too large to the largest. */
  private Local truncate(Local x) {
    Local cut = functions.truncate(x);
    Local low = code.blend(cut, constant(-MAX_INT), code.compare("LT", cut, constant(-MAX_INT)));
    Local high = code.blend(low, constant(MAX_INT), code.compare("GT", low, constant(MAX_INT)));
    Local number = code.blend(high, constant(0), code.compare("NE", x, x));
    return code.floats("add", number, constant(0)); // no negative zero
  }
}
