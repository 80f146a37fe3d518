package org.neurite.reference;

import org.neurite.api.graph.LinearOps;

/** Batched matrix products. */
final class MatrixRules {
  private MatrixRules() {}

  static void register(Evaluators table) {
    table.one(LinearOps.MatMul.class, MatrixRules::matmul);
  }

  private static Values matmul(Call<LinearOps.MatMul> call) {
    Matrices a = Matrices.of(call.input(0), call.op().transposeA());
    Matrices b = Matrices.of(call.input(1), call.op().transposeB());
    Values result = Values.zeros(call.output());
    for (int batch = 0; batch < a.batches(); batch++) {
      multiply(a, b, batch, result);
    }
    return result;
  }

  private static void multiply(Matrices a, Matrices b, int batch, Values result) {
    int first = batch * a.rows() * b.columns();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        double sum = 0;
        for (int k = 0; k < a.columns(); k++) {
          sum += a.get(batch, i, k) * b.get(batch, k, j);
        }
        result.set(first + i * b.columns() + j, sum);
      }
    }
  }

  /** The last two axes as matrices, transposed or not. */
  private record Matrices(Values values, int rows, int columns, boolean transposed) {
    static Matrices of(Values values, boolean transposed) {
      int first = values.size(values.rank() - 2);
      int second = values.size(values.rank() - 1);
      return transposed
          ? new Matrices(values, second, first, true)
          : new Matrices(values, first, second, false);
    }

    int batches() {
      return values.length() / (rows * columns);
    }

    double get(int batch, int row, int column) {
      int within = transposed ? column * rows + row : row * columns + column;
      return values.get(batch * rows * columns + within);
    }
  }
}
