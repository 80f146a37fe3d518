package org.neurite.backend.jvm.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The code of one loop while it is recorded: what is computed once before it, and what for each
 * round. Every value is put into a local variable of its own, assigned once.
 */
final class LoopCode {
  /** Local variables of a method {@code (float[][] arrays, int from, int to)}, and the index. */
  static final int ARRAYS = 1;

  static final int FROM = 2;
  static final int INDEX = 4;
  private static final int TO = 3;
  private static final int FIRST_FREE = 5;

  /** Some code that leaves one value on the stack. */
  @FunctionalInterface
  interface Push extends Consumer<MethodVisitor> {}

  /** A value in a local variable. */
  static final class Local implements Push {
    private final String descriptor;
    private int index;

    private Local(String descriptor) {
      this.descriptor = descriptor;
    }

    /** Descriptor of the value's type. */
    String descriptor() {
      return descriptor;
    }

    @Override
    public void accept(MethodVisitor code) {
      code.visitVarInsn(opcode(Opcodes.ILOAD, Opcodes.FLOAD, Opcodes.ALOAD), index);
    }

    private void store(MethodVisitor code) {
      code.visitVarInsn(opcode(Opcodes.ISTORE, Opcodes.FSTORE, Opcodes.ASTORE), index);
    }

    private int opcode(int ofInt, int ofFloat, int ofReference) {
      return switch (descriptor) {
        case "I" -> ofInt;
        case "F" -> ofFloat;
        default -> ofReference;
      };
    }

    /** How a frame calls the type. */
    private Object frameType() {
      return switch (descriptor) {
        case "I" -> Opcodes.INTEGER;
        case "F" -> Opcodes.FLOAT;
        default ->
            descriptor.startsWith("L")
                ? descriptor.substring(1, descriptor.length() - 1)
                : descriptor;
      };
    }
  }

  /** An assignment of a local variable, or with none code that leaves nothing on the stack. */
  private static final class Line {
    private final Push value;
    private final List<Local> target;

    Line(Push value, List<Local> target) {
      this.value = value;
      this.target = target;
    }

    void write(MethodVisitor code) {
      value.accept(code);
      for (Local local : target) {
        local.store(code);
      }
    }
  }

  private final List<Line> before = new ArrayList<>();
  private final List<Line> body = new ArrayList<>();

  /** Computes a value once, before the loop. */
  Local once(String descriptor, Push value) {
    return line(before, descriptor, value);
  }

  /** Computes a value in every round. */
  Local each(String descriptor, Push value) {
    return line(body, descriptor, value);
  }

  private static Local line(List<Line> lines, String descriptor, Push value) {
    Local local = new Local(descriptor);
    lines.add(new Line(value, List.of(local)));
    return local;
  }

  /** Runs code in every round. */
  void run(Push code) {
    body.add(new Line(code, List.of()));
  }

  /**
   * Writes the loop as the body of a method {@code (float[][] arrays, int from, int to)}.
   *
   * @param code the method
   * @param stride by how much the index grows
   * @return its length in bytes
   */
  int write(MethodVisitor code, int stride) {
    Label begin = new Label();
    Label end = new Label();
    code.visitCode();
    code.visitLabel(begin);
    loop(code, stride);
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return end.getOffset();
  }

  private void loop(MethodVisitor code, int stride) {
    number();
    for (Line line : before) {
      line.write(code);
    }
    code.visitVarInsn(Opcodes.ILOAD, FROM);
    code.visitVarInsn(Opcodes.ISTORE, INDEX);
    Label head = new Label();
    Label exit = new Label();
    code.visitLabel(head);
    frame(code);
    code.visitVarInsn(Opcodes.ILOAD, INDEX);
    code.visitVarInsn(Opcodes.ILOAD, TO);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, exit);
    for (Line line : body) {
      line.write(code);
    }
    code.visitIincInsn(INDEX, stride);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(exit);
    frame(code);
    code.visitInsn(Opcodes.RETURN);
  }

  private void number() {
    int next = FIRST_FREE;
    for (List<Line> lines : List.of(before, body)) {
      for (Line line : lines) {
        for (Local local : line.target) {
          local.index = next++;
        }
      }
    }
  }

  /** What is known where the loop begins and where it ends: all that was computed before it. */
  private void frame(MethodVisitor code) {
    List<Object> locals = new ArrayList<>(List.of(LoopClass.NAME, "[[F"));
    locals.addAll(List.of(Opcodes.INTEGER, Opcodes.INTEGER, Opcodes.INTEGER));
    for (Line line : before) {
      for (Local local : line.target) {
        locals.add(local.frameType());
      }
    }
    code.visitFrame(Opcodes.F_FULL, locals.size(), locals.toArray(), 0, new Object[0]);
  }
}
