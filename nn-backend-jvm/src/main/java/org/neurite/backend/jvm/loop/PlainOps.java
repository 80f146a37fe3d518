package org.neurite.backend.jvm.loop;

import org.neurite.api.graph.Elementwise.BinaryKind;
import org.neurite.api.graph.Elementwise.UnaryKind;
import org.neurite.api.tensor.DataType;
import org.neurite.backend.jvm.loop.LoopCode.Local;
import org.neurite.backend.jvm.loop.LoopCode.Push;
import org.objectweb.asm.Opcodes;

/**
 * One element at a time. What has no functions is in a form that the JIT compiler makes vector code
 * of: no jumps, and {@code Math.max} where a choice would do.
 */
final class PlainOps implements LoopOps {
  private final LoopCode loop;
  private final PlainCode code;
  private final Transcendentals functions;

  PlainOps(LoopCode loop) {
    this.loop = loop;
    this.code = new PlainCode(loop);
    this.functions = new Transcendentals(code, this::constant);
  }

  @Override
  public int stride() {
    return 1;
  }

  @Override
  public Local load(int array, LoopPlan.Access access) {
    Local source = ArrayAccess.of(loop, array);
    Push element =
        c -> {
          source.accept(c);
          ArrayAccess.index(c, access);
          c.visitInsn(Opcodes.FALOAD);
        };
    return access == LoopPlan.Access.NUMBER ? loop.once("F", element) : loop.each("F", element);
  }

  @Override
  public void store(int array, LoopPlan.Access access, Local value) {
    Local target = ArrayAccess.of(loop, array);
    Local number = number(value);
    loop.run(
        c -> {
          target.accept(c);
          ArrayAccess.index(c, access);
          number.accept(c);
          c.visitInsn(Opcodes.FASTORE);
        });
  }

  @Override
  public Local constant(float value) {
    return loop.once("F", c -> c.visitLdcInsn(value));
  }

  /** A value as a number: a condition is an int. */
  private Local number(Local value) {
    return value.descriptor().equals("I") ? code.instruction("F", Opcodes.I2F, value) : value;
  }

  /** A value as a condition. */
  private Local condition(Local value) {
    return value.descriptor().equals("I") ? value : code.compare("NE", value, constant(0));
  }

  @Override
  public Local unary(UnaryKind kind, Local operand) {
    if (kind == UnaryKind.NOT) {
      return code.mask("not", condition(operand));
    }
    Local x = number(operand);
    return switch (kind) {
      case NEG -> code.floats("neg", x);
      case ABS -> code.floats("abs", x);
      case SQRT -> code.ours("sqrt", "(F)F", x);
      case RSQRT -> code.floats("div", constant(1), code.ours("sqrt", "(F)F", x));
      case FLOOR -> code.ours("floor", "(F)F", x);
      case SIGN -> code.math("signum", x);
      default -> functions.of(kind, x);
    };
  }

  @Override
  public Local binary(BinaryKind kind, boolean integer, Local x, Local y) {
    if (kind == BinaryKind.AND || kind == BinaryKind.OR) {
      return code.mask(kind == BinaryKind.AND ? "and" : "or", condition(x), condition(y));
    }
    Local a = number(x);
    Local b = number(y);
    return switch (kind) {
      case ADD -> code.floats("add", a, b);
      case SUB -> code.floats("sub", a, b);
      case MUL -> code.floats("mul", a, b);
      case DIV -> integer ? truncate(code.floats("div", a, b)) : code.floats("div", a, b);
      case MIN -> code.math("min", a, b);
      case MAX -> code.math("max", a, b);
      case POW -> functions.pow(a, b);
      case LT, LE, GT, GE, EQ, NE -> code.compare(kind.name(), a, b);
      case AND, OR -> throw new IllegalArgumentException(kind + " of numbers");
    };
  }

  /** Of integers, too: the quotient of exact ones never rounds up to the next. */
  private Local truncate(Local x) {
    return code.ours("truncate", "(F)F", x);
  }

  @Override
  public Local where(Local condition, Local a, Local b) {
    return code.blend(number(b), number(a), condition(condition));
  }

  @Override
  public Local cast(DataType from, DataType to, Local x) {
    if (to == DataType.BOOL) {
      return condition(x);
    }
    Local value = number(x);
    return to == DataType.INT32 && from.isFloating() ? truncate(value) : value;
  }
}
