package org.neurite.backend.jvm.loop;

import org.neurite.backend.jvm.loop.LoopCode.Local;
import org.neurite.backend.jvm.loop.LoopCode.Push;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Calls of the Vector API, by their names in it. Vectors of floats, of integers, and masks. */
final class VectorCode implements Arithmetic {
  private static final String PACKAGE = "jdk/incubator/vector/";
  private static final String FLOATS = PACKAGE + "FloatVector";
  private static final String INTS = PACKAGE + "IntVector";
  private static final String MASK = PACKAGE + "VectorMask";
  private static final String OPERATORS = PACKAGE + "VectorOperators";
  private static final String FLOATS_TYPE = "L" + FLOATS + ";";
  private static final String INTS_TYPE = "L" + INTS + ";";
  private static final String MASK_TYPE = "L" + MASK + ";";
  private static final String VECTOR = "L" + PACKAGE + "Vector;";
  private static final String SPECIES = "L" + PACKAGE + "VectorSpecies;";
  private static final String LANES = "org/neurite/backend/jvm/loop/Lanes";

  private final LoopCode code;

  VectorCode(LoopCode code) {
    this.code = code;
  }

  /** Whether a value is a mask. */
  static boolean isMask(Local value) {
    return value.descriptor().equals(MASK_TYPE);
  }

  Local load(int array, LoopPlan.Access access) {
    Local source = ArrayAccess.of(code, array);
    if (access == LoopPlan.Access.NUMBER) {
      return broadcast(
          c -> {
            source.accept(c);
            c.visitInsn(Opcodes.ICONST_0);
            c.visitInsn(Opcodes.FALOAD);
          });
    }
    return code.each(
        FLOATS_TYPE,
        c -> {
          species("FLOATS").accept(c);
          source.accept(c);
          ArrayAccess.index(c, access);
          c.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              FLOATS,
              "fromArray",
              "(" + SPECIES + "[FI)" + FLOATS_TYPE,
              false);
        });
  }

  void store(int array, LoopPlan.Access access, Local value) {
    Local target = ArrayAccess.of(code, array);
    code.run(
        c -> {
          value.accept(c);
          target.accept(c);
          ArrayAccess.index(c, access);
          c.visitMethodInsn(Opcodes.INVOKEVIRTUAL, FLOATS, "intoArray", "([FI)V", false);
        });
  }

  /** A number in all lanes. */
  Local broadcast(Push number) {
    return code.once(
        FLOATS_TYPE,
        c -> {
          species("FLOATS").accept(c);
          number.accept(c);
          c.visitMethodInsn(
              Opcodes.INVOKESTATIC, FLOATS, "broadcast", "(" + SPECIES + "F)" + FLOATS_TYPE, false);
        });
  }

  @Override
  public Local broadcast(int number) {
    return code.once(
        INTS_TYPE,
        c -> {
          species("INTS").accept(c);
          c.visitLdcInsn(number);
          c.visitMethodInsn(
              Opcodes.INVOKESTATIC, INTS, "broadcast", "(" + SPECIES + "I)" + INTS_TYPE, false);
        });
  }

  private static Push species(String name) {
    return c -> c.visitFieldInsn(Opcodes.GETSTATIC, LANES, name, SPECIES);
  }

  @Override
  public Local floats(String method, Local x, Local... operands) {
    return virtual(FLOATS, method, VECTOR.repeat(operands.length), FLOATS_TYPE, x, operands);
  }

  @Override
  public Local ints(String method, Local x, Local... operands) {
    return virtual(INTS, method, VECTOR.repeat(operands.length), INTS_TYPE, x, operands);
  }

  @Override
  public Local shift(String operator, Local x, int bits) {
    Push count = c -> c.visitIntInsn(Opcodes.BIPUSH, bits);
    String binary = "L" + OPERATORS + "$Binary;";
    return virtual(INTS, "lanewise", binary + "I", INTS_TYPE, x, field(operator, binary), count);
  }

  @Override
  public Local xor(Local a, Local b) {
    String binary = "L" + OPERATORS + "$Binary;";
    Push operator = field("XOR", "L" + OPERATORS + "$Associative;");
    return virtual(INTS, "lanewise", binary + VECTOR, INTS_TYPE, a, operator, b);
  }

  @Override
  public Local compare(String operator, Local a, Local b) {
    String comparison = "L" + OPERATORS + "$Comparison;";
    return virtual(
        FLOATS, "compare", comparison + VECTOR, MASK_TYPE, a, field(operator, comparison), b);
  }

  private static Push field(String operator, String type) {
    return c -> c.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS, operator, type);
  }

  @Override
  public Local blend(Local a, Local b, Local mask) {
    return virtual(FLOATS, "blend", VECTOR + MASK_TYPE, FLOATS_TYPE, a, b, mask);
  }

  @Override
  public Local asInts(Local x) {
    return virtual(FLOATS, "reinterpretAsInts", "", INTS_TYPE, x);
  }

  @Override
  public Local asFloats(Local x) {
    return virtual(INTS, "reinterpretAsFloats", "", FLOATS_TYPE, x);
  }

  @Override
  public Local mask(String method, Local x, Local... operands) {
    return virtual(MASK, method, MASK_TYPE.repeat(operands.length), MASK_TYPE, x, operands);
  }

  @Override
  public Local rare(String method, Local... operands) {
    return code.each(
        FLOATS_TYPE,
        c -> {
          push(c, operands);
          c.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              LANES,
              method,
              "(" + FLOATS_TYPE.repeat(operands.length) + ")" + FLOATS_TYPE,
              false);
        });
  }

  private Local virtual(
      String owner, String method, String parameters, String result, Push x, Push... operands) {
    return code.each(
        result,
        c -> {
          x.accept(c);
          push(c, operands);
          c.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL, owner, method, "(" + parameters + ")" + result, false);
        });
  }

  private static void push(MethodVisitor code, Push... operands) {
    for (Push operand : operands) {
      operand.accept(code);
    }
  }
}
