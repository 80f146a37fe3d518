package org.neurite.backend.jvm.loop;

import org.neurite.backend.jvm.loop.LoopCode.Local;
import org.neurite.backend.jvm.loop.LoopCode.Push;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Arithmetic on single numbers; a condition is 1 or 0. */
final class PlainCode implements Arithmetic {
  private static final String MATH = "java/lang/Math";
  private static final String OURS = "org/neurite/backend/jvm/loop/PlainMath";

  private final LoopCode code;

  PlainCode(LoopCode code) {
    this.code = code;
  }

  /** An instruction on the operands. */
  Local instruction(String type, int opcode, Local... operands) {
    return code.each(
        type,
        c -> {
          push(c, operands);
          c.visitInsn(opcode);
        });
  }

  /** A method of {@link PlainMath}. */
  Local ours(String method, String descriptor, Local... operands) {
    return call(OURS, method, descriptor, operands);
  }

  /** A method of {@link Math} on floats. */
  Local math(String method, Local... operands) {
    return call(MATH, method, "(" + "F".repeat(operands.length) + ")F", operands);
  }

  private Local call(String owner, String method, String descriptor, Local... operands) {
    return code.each(
        descriptor.substring(descriptor.length() - 1),
        c -> {
          push(c, operands);
          c.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
        });
  }

  private static void push(MethodVisitor code, Push... operands) {
    for (Push operand : operands) {
      operand.accept(code);
    }
  }

  private static Local[] all(Local x, Local... operands) {
    Local[] all = new Local[operands.length + 1];
    all[0] = x;
    System.arraycopy(operands, 0, all, 1, operands.length);
    return all;
  }

  @Override
  public Local floats(String method, Local x, Local... operands) {
    return switch (method) {
      case "add" -> instruction("F", Opcodes.FADD, all(x, operands));
      case "sub" -> instruction("F", Opcodes.FSUB, all(x, operands));
      case "mul" -> instruction("F", Opcodes.FMUL, all(x, operands));
      case "div" -> instruction("F", Opcodes.FDIV, all(x, operands));
      case "neg" -> instruction("F", Opcodes.FNEG, x);
      default -> math(method, all(x, operands));
    };
  }

  @Override
  public Local ints(String method, Local x, Local... operands) {
    int opcode =
        switch (method) {
          case "add" -> Opcodes.IADD;
          case "sub" -> Opcodes.ISUB;
          case "and" -> Opcodes.IAND;
          case "or" -> Opcodes.IOR;
          default -> throw new IllegalArgumentException(method);
        };
    return instruction("I", opcode, all(x, operands));
  }

  @Override
  public Local xor(Local a, Local b) {
    return instruction("I", Opcodes.IXOR, a, b);
  }

  @Override
  public Local shift(String operator, Local x, int bits) {
    int opcode =
        switch (operator) {
          case "LSHL" -> Opcodes.ISHL;
          case "LSHR" -> Opcodes.IUSHR;
          case "ASHR" -> Opcodes.ISHR;
          default -> throw new IllegalArgumentException(operator);
        };
    return code.each(
        "I",
        c -> {
          x.accept(c);
          c.visitIntInsn(Opcodes.BIPUSH, bits);
          c.visitInsn(opcode);
        });
  }

  @Override
  public Local broadcast(int number) {
    return code.once("I", c -> c.visitLdcInsn(number));
  }

  @Override
  public Local asInts(Local x) {
    return call("java/lang/Float", "floatToRawIntBits", "(F)I", x);
  }

  @Override
  public Local asFloats(Local x) {
    return call("java/lang/Float", "intBitsToFloat", "(I)F", x);
  }

  @Override
  public Local compare(String operator, Local a, Local b) {
    return switch (operator) {
      case "GT" -> ours("lt", "(FF)I", b, a);
      case "GE" -> ours("le", "(FF)I", b, a);
      case "LT" -> ours("lt", "(FF)I", a, b);
      case "LE" -> ours("le", "(FF)I", a, b);
      case "EQ" -> ours("eq", "(FF)I", a, b);
      case "NE" -> ours("ne", "(FF)I", a, b);
      default -> throw new IllegalArgumentException(operator);
    };
  }

  @Override
  public Local mask(String method, Local x, Local... operands) {
    return switch (method) {
      case "and" -> instruction("I", Opcodes.IAND, all(x, operands));
      case "or" -> instruction("I", Opcodes.IOR, all(x, operands));
      case "not" -> xor(x, broadcast(1));
      default -> throw new IllegalArgumentException(method);
    };
  }

  @Override
  public Local blend(Local a, Local b, Local mask) {
    return ours("blend", "(FFI)F", a, b, mask);
  }

  @Override
  public Local rare(String method, Local... operands) {
    return ours(method, "(" + "F".repeat(operands.length) + ")F", operands);
  }
}
