package org.neurite.backend.nd4j;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.neurite.api.backend.Kernel;
import org.neurite.api.graph.LinearOps;
import org.neurite.api.program.Instruction;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.Shape;
import org.neurite.backend.jvm.JvmKernels;

/**
 * Matrix products by {@code cblas_sgemm} in the host's memory. Several, one after the other; a
 * large one is cut into as many bands of rows, or of columns, as there are threads, whichever there
 * are more of: each band needs all of the smaller operand. An element is summed up in the same
 * order in any band.
 */
final class MatMulKernel implements Kernel {
  private final LinearOps.MatMul op;
  private final Dim batch;
  private final Dim rows;
  private final Dim columns;
  private final Dim depth;
  private final MirroredBuffer a;
  private final MirroredBuffer b;
  private final MirroredBuffer c;
  private final List<Band> bands;
  private final IntConsumer shared;
  private int m;
  private int n;
  private int k;
  private int count;
  private int item;

  MatMulKernel(LinearOps.MatMul op, Device.Call call) {
    this.op = op;
    Instruction instruction = call.instruction();
    JvmKernels kernels = call.kernels();
    Shape left = instruction.inputs().get(0).type().shape();
    Shape result = instruction.output().type().shape();
    batch = result.subShape(0, result.rank() - 2).elements();
    rows = result.dim(-2);
    columns = result.dim(-1);
    depth = left.dim(op.transposeA() ? -2 : -1);
    a = call.inputs().get(0);
    b = call.inputs().get(1);
    c = call.output();
    bands = IntStream.range(0, kernels.threads()).mapToObj(part -> new Band()).toList();
    shared = kernels.shared(part -> bands.get(part).multiply(part));
  }

  /** Pointers of its own for each thread, as they are moved. */
  private final class Band {
    private final FloatPointer memoryA = HostDevice.movablePointer(a);
    private final FloatPointer memoryB = HostDevice.movablePointer(b);
    private final FloatPointer memoryC = HostDevice.movablePointer(c);

    void multiply(int part) {
      boolean byRows = m >= n;
      int begin = begin(byRows ? m : n, part);
      int size = begin(byRows ? m : n, part + 1) - begin;
      int row = byRows ? begin : 0;
      int column = byRows ? 0 : begin;
      memoryA.position((long) item * m * k + (op.transposeA() ? row : (long) row * k));
      memoryB.position((long) item * k * n + (op.transposeB() ? (long) column * k : column));
      memoryC.position(((long) item * m + row) * n + column);
      HostDevice.multiply(
          op.transposeA(),
          op.transposeB(),
          byRows ? size : m,
          byRows ? n : size,
          k,
          memoryA,
          op.transposeA() ? m : k,
          memoryB,
          op.transposeB() ? k : n,
          memoryC,
          n);
    }

    private int begin(int total, int part) {
      return (int) ((long) total * part / count);
    }
  }

  @Override
  public void run(int batchSize, long step) {
    int items = (int) batch.at(batchSize);
    m = (int) rows.at(batchSize);
    n = (int) columns.at(batchSize);
    k = (int) depth.at(batchSize);
    a.toNative(items * m * k);
    b.toNative(items * k * n);
    c.requireOpen();
    count = Parts.of((long) m * n * k, bands.size());
    for (item = 0; item < items; item++) {
      shared.accept(count);
    }
    c.changedInNative(items * m * n);
  }
}
