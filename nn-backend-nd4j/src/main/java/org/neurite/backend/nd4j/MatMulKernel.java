package org.neurite.backend.nd4j;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.program.Instruction;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;

/** Matrix products by {@code cblas_sgemm}, one after the other. */
final class MatMulKernel implements Kernel {
  private final LinearOps.MatMul op;
  private final Dim batch;
  private final Dim rows;
  private final Dim columns;
  private final Dim depth;
  private final MirroredBuffer a;
  private final MirroredBuffer b;
  private final MirroredBuffer c;
  private final FloatPointer memoryA;
  private final FloatPointer memoryB;
  private final FloatPointer memoryC;

  MatMulKernel(
      LinearOps.MatMul op,
      Instruction instruction,
      List<MirroredBuffer> inputs,
      MirroredBuffer output) {
    this.op = op;
    Shape left = instruction.inputs().get(0).type().shape();
    Shape result = instruction.output().type().shape();
    batch = result.subShape(0, result.rank() - 2).elements();
    rows = result.dim(-2);
    columns = result.dim(-1);
    depth = left.dim(op.transposeA() ? -2 : -1);
    a = inputs.get(0);
    b = inputs.get(1);
    c = output;
    memoryA = a.movablePointer();
    memoryB = b.movablePointer();
    memoryC = c.movablePointer();
  }

  @Override
  public void run(int batchSize, long step) {
    int count = (int) batch.at(batchSize);
    int m = (int) rows.at(batchSize);
    int n = (int) columns.at(batchSize);
    int k = (int) depth.at(batchSize);
    a.toNative(count * m * k);
    b.toNative(count * k * n);
    c.requireOpen();
    for (int i = 0; i < count; i++) {
      memoryA.position((long) i * m * k);
      memoryB.position((long) i * k * n);
      memoryC.position((long) i * m * n);
      NativeLibrary.multiply(m, n, k, memoryA, op.transposeA(), memoryB, op.transposeB(), memoryC);
    }
    c.changedInNative(count * m * n);
  }
}
