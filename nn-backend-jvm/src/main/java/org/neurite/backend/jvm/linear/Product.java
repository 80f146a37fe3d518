package org.neurite.backend.jvm.linear;

import org.jspecify.annotations.Nullable;
import org.neurite.backend.jvm.kernel.Epilogue;
import org.neurite.backend.jvm.parallel.Job;
import org.neurite.backend.jvm.parallel.Team;
import org.neurite.backend.jvm.simd.Simd;

/**
 * One matrix product of any size: scalar products where one operand is a few contiguous rows, plain
 * loops where everything is tiny, {@link Gemm} otherwise, along whichever side is long. The choice
 * depends on shapes and strides alone. Not thread-safe.
 */
final class Product implements Job {
  /** Columns of contiguous numbers that are multiplied one by one. */
  static final int FEW = 4;

  private static final int NARROW = 32;
  private static final int TINY = 512;

  /** Multiply-adds of a scalar product take about a third of a nanosecond. */
  private static final int DOT_COST = 2;

  private final Team team;
  private final Gemm gemm;
  private final @Nullable WideGemm wide;
  private final @Nullable SmallProduct small;
  private final @Nullable PackedRows rows;
  private final Matrix left = new Matrix(new float[0]);
  private final Matrix right = new Matrix(new float[0]);
  private final Matrix result = new Matrix(new float[0]);

  private Matrix a = left;
  private Matrix b = right;
  private Matrix c = result;
  private int columns;
  private int depth;
  private int outputs;
  private int parts;

  /**
   * Gets scratch memory.
   *
   * @param team threads to compute with
   * @param mostRows rows of the largest result
   * @param mostColumns columns of the largest result
   * @param mostDepth the largest depth
   */
  Product(Team team, int mostRows, int mostColumns, int mostDepth) {
    this.team = team;
    if (Simd.isAvailable()) {
      LeftOperand lefts =
          new LeftOperand(
              Math.max(
                  VectorGemm.leftSize(mostRows, mostDepth),
                  WideGemm.leftSize(team, mostRows, mostColumns, mostDepth)));
      float[] strips =
          new float
              [Math.max(
                  VectorGemm.rightSize(mostColumns, mostDepth),
                  WideGemm.rightSize(team, mostColumns, mostDepth))];
      gemm = new VectorGemm(team, lefts, strips);
      wide = new WideGemm(team, lefts, strips);
      rows = new PackedRows(team);
      small = new SmallProduct(team, mostColumns, mostDepth);
    } else {
      gemm = new PlainGemm(team, Math.max(mostRows, mostColumns), mostDepth);
      wide = null;
      rows = null;
      small = null;
    }
  }

  /**
   * Multiplies matrices.
   *
   * @param m rows of the result
   * @param n columns of the result
   * @param k depth
   * @param x left operand
   * @param y right operand
   * @param z the result
   * @param epilogue what remains to be done to each element of a result that begins at index 0
   * @return whether the epilogue was applied
   */
  boolean multiply(int m, int n, int k, Matrix x, Matrix y, Matrix z, @Nullable Epilogue epilogue) {
    if (Math.min(m, n) <= FEW && x.columnStride == 1 && y.rowStride == 1) {
      dots(m, n, k, x, y, z);
      return false;
    }
    if ((long) m * n * k <= TINY && (small == null || k < 3 || n < 3)) {
      loops(m, n, k, x, y, z);
      return false;
    }
    if (small != null) {
      if (z.columnStride == 1 && SmallProduct.suits(m, n, k, y)) {
        small.multiply(m, n, k, x, y, z);
        return false;
      }
    } else if (n < NARROW && n < m) {
      left.transposeOf(y);
      right.transposeOf(x);
      result.transposeOf(z);
      return gemm.multiply(n, m, k, left, right, result, null);
    }
    return multiplyLarge(m, n, k, x, y, z, epilogue);
  }

  private boolean multiplyLarge(
      int m, int n, int k, Matrix x, PanelSource y, Matrix z, @Nullable Epilogue epilogue) {
    if (wide == null || z.columnStride != 1 || !wide.suits(m, n, k, epilogue != null)) {
      return gemm.multiply(m, n, k, x, y, z, epilogue);
    }
    wide.multiply(m, n, k, x, y, z, epilogue);
    return epilogue != null;
  }

  /**
   * Multiplies by a matrix that is packed.
   *
   * @param m rows of the result
   * @param x left operand
   * @param y right operand
   * @param z the result, whose columns are contiguous
   * @param epilogue what remains to be done to each element of a result that begins at index 0
   * @return whether the epilogue was applied
   */
  boolean multiply(int m, Matrix x, PackedMatrix y, Matrix z, @Nullable Epilogue epilogue) {
    if (rows != null && m <= PackedRows.MOST) {
      rows.multiply(m, x, y, z);
      return false;
    }
    return multiplyLarge(m, y.columns(), y.depths(), x, y, z, epilogue);
  }

  private void dots(int m, int n, int k, Matrix x, Matrix y, Matrix z) {
    a = x;
    b = y;
    c = z;
    columns = n;
    depth = k;
    outputs = m * n;
    parts = team.parts((long) outputs * k * DOT_COST, outputs);
    team.run(this, parts);
  }

  @Override
  public void run(int part, int worker) {
    int to = Team.begin(outputs, parts, part + 1);
    for (int o = Team.begin(outputs, parts, part); o < to; o++) {
      int i = o / columns;
      int j = o % columns;
      c.data[c.offset + i * c.rowStride + j * c.columnStride] =
          PlainLoops.dot(
              a.data, a.offset + i * a.rowStride, b.data, b.offset + j * b.columnStride, depth);
    }
  }

  private static void loops(int m, int n, int k, Matrix x, Matrix y, Matrix z) {
    float[] a = x.data;
    float[] b = y.data;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int p = x.offset + i * x.rowStride;
        int q = y.offset + j * y.columnStride;
        float sum = 0;
        for (int d = 0; d < k; d++) {
          sum += a[p] * b[q];
          p += x.columnStride;
          q += y.rowStride;
        }
        z.data[z.offset + i * z.rowStride + j * z.columnStride] = sum;
      }
    }
  }
}
