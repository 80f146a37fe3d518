package org.neurite.backend.jvm.loop;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class that implements {@link Loop}: one loop, or several in turns, block by block. */
final class LoopClass {
  /** Binary name of the class. */
  static final String NAME = "org/neurite/backend/jvm/loop/LoopGenerated";

  private static final String LOOP = "org/neurite/backend/jvm/loop/Loop";
  private static final String RUN = "run";
  private static final String DESCRIPTOR = "([[FII)V";

  /** Most bytes of a method that the JIT compiler accepts, less what stands around the body. */
  private static final int MOST_BYTES = 7_500;

  private static final int THIS = 0;
  private static final int FROM = 2;
  private static final int TO = 3;
  private static final int BEGIN = 4;
  private static final int END = 5;

  private LoopClass() {}

  /**
   * The class, with a constructor without arguments.
   *
   * @param loops the loops
   * @param stride by how much an index grows
   * @return its bytes; none if the JIT compiler would refuse a loop for its length
   */
  static byte[] of(List<LoopCode> loops, int stride) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        NAME,
        null,
        "java/lang/Object",
        new String[] {LOOP});
    constructor(writer);
    int longest = 0;
    for (int i = 0; i < loops.size(); i++) {
      MethodVisitor code = method(writer, loops.size() == 1 ? RUN : name(i));
      longest = Math.max(longest, loops.get(i).write(code, stride));
    }
    if (loops.size() > 1) {
      turns(method(writer, RUN), loops.size());
    }
    writer.visitEnd();
    return longest > MOST_BYTES ? new byte[0] : writer.toByteArray();
  }

  private static String name(int part) {
    return "part" + part;
  }

  private static MethodVisitor method(ClassWriter writer, String name) {
    return writer.visitMethod(Opcodes.ACC_PUBLIC, name, DESCRIPTOR, null, new String[0]);
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, new String[0]);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, THIS);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** {@code for (b = from; b < to; b = e) { e = min(b + BLOCK, to); part0(arrays, b, e); ... }}. */
  private static void turns(MethodVisitor code, int parts) {
    code.visitCode();
    code.visitVarInsn(Opcodes.ILOAD, FROM);
    code.visitVarInsn(Opcodes.ISTORE, BEGIN);
    Label head = new Label();
    Label exit = new Label();
    code.visitLabel(head);
    code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.INTEGER}, 0, new Object[0]);
    code.visitVarInsn(Opcodes.ILOAD, BEGIN);
    code.visitVarInsn(Opcodes.ILOAD, TO);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, exit);
    code.visitVarInsn(Opcodes.ILOAD, BEGIN);
    code.visitLdcInsn(LoopFactory.BLOCK);
    code.visitInsn(Opcodes.IADD);
    code.visitVarInsn(Opcodes.ILOAD, TO);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "min", "(II)I", false);
    code.visitVarInsn(Opcodes.ISTORE, END);
    for (int part = 0; part < parts; part++) {
      code.visitVarInsn(Opcodes.ALOAD, THIS);
      code.visitVarInsn(Opcodes.ALOAD, LoopCode.ARRAYS);
      code.visitVarInsn(Opcodes.ILOAD, BEGIN);
      code.visitVarInsn(Opcodes.ILOAD, END);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, NAME, name(part), DESCRIPTOR, false);
    }
    code.visitVarInsn(Opcodes.ILOAD, END);
    code.visitVarInsn(Opcodes.ISTORE, BEGIN);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(exit);
    code.visitFrame(Opcodes.F_SAME, 0, new Object[0], 0, new Object[0]);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
