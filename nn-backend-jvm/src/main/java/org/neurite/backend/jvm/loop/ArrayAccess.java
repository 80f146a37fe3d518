package org.neurite.backend.jvm.loop;

import org.neurite.backend.jvm.loop.LoopCode.Local;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Access to the arrays of a loop. */
final class ArrayAccess {
  private ArrayAccess() {}

  /** Takes an array out of the table. */
  static Local of(LoopCode code, int number) {
    return code.once(
        "[F",
        c -> {
          c.visitVarInsn(Opcodes.ALOAD, LoopCode.ARRAYS);
          c.visitIntInsn(Opcodes.SIPUSH, number);
          c.visitInsn(Opcodes.AALOAD);
        });
  }

  /** Pushes the index of the current element. */
  static void index(MethodVisitor code, LoopPlan.Access access) {
    if (access == LoopPlan.Access.NUMBER) {
      code.visitInsn(Opcodes.ICONST_0);
      return;
    }
    code.visitVarInsn(Opcodes.ILOAD, LoopCode.INDEX);
    if (access == LoopPlan.Access.BLOCK) {
      code.visitVarInsn(Opcodes.ILOAD, LoopCode.FROM);
      code.visitInsn(Opcodes.ISUB);
    }
  }
}
