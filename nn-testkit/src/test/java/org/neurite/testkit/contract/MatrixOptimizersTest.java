package org.neurite.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.optimizer.Adafactor;
import org.neurite.core.optimizer.Muon;
import org.neurite.testkit.OptimizerSteps;

/** Optimizers that look at a weight as a matrix, by their papers' formulas in plain Java. */
class MatrixOptimizersTest {
  private static final int ROWS = 2;
  private static final int COLUMNS = 3;

  private static NDArray matrix(double... values) {
    return NDArray.of(values, ROWS, COLUMNS);
  }

  private static double rms(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum / values.length);
  }

  @Test
  void adafactorRemembersRowsAndColumns() {
    double[] p = {0.5, -1, 0.25, 2, 0, 1};
    double[][] gradients = {{1, 2, -3, 0.5, 0.1, -1}, {0.2, -2, 1, 1, 0.3, 0.7}};
    OptimizerSteps run =
        new OptimizerSteps(new Adafactor(0.1, 0.8, 1, 1e-3, 0.5), matrix(p), false);
    double[] row = new double[ROWS];
    double[] column = new double[COLUMNS];
    for (int t = 1; t <= 2; t++) {
      double[] g = gradients[t - 1];
      double beta = 1 - Math.pow(t, -0.8);
      double[] rowMean = new double[ROWS];
      double[] columnMean = new double[COLUMNS];
      for (int i = 0; i < g.length; i++) {
        rowMean[i / COLUMNS] += g[i] * g[i] / COLUMNS;
        columnMean[i % COLUMNS] += g[i] * g[i] / ROWS;
      }
      double mean = 0;
      for (int r = 0; r < ROWS; r++) {
        row[r] = beta * row[r] + (1 - beta) * rowMean[r];
        mean += row[r] / ROWS;
      }
      for (int c = 0; c < COLUMNS; c++) {
        column[c] = beta * column[c] + (1 - beta) * columnMean[c];
      }
      double[] u = new double[g.length];
      for (int i = 0; i < g.length; i++) {
        u[i] = g[i] / Math.sqrt(row[i / COLUMNS] * column[i % COLUMNS] / mean);
      }
      double shrink = Math.max(1, rms(u));
      double rate = Math.max(1e-3, rms(p)) * Math.min(0.1, 1 / Math.sqrt(t));
      for (int i = 0; i < g.length; i++) {
        p[i] = p[i] * (1 - 0.1 * 0.5) - rate * u[i] / shrink;
      }
      assertThat(run.step(matrix(g), 0.1).toDoubles()).containsExactly(p, within(1e-12));
    }
    assertThat(run.variables()).containsOnlyKeys("parameter", "slot/row", "slot/column");
    assertThat(run.variables().get("slot/row").length()).isEqualTo(ROWS);
  }

  @Test
  void muonStepsHaveSingularValuesNearOne() {
    NDArray start = matrix(0, 0, 0, 0, 0, 0);
    OptimizerSteps run = new OptimizerSteps(new Muon(), start, false);
    NDArray p = run.step(matrix(100, 0, 0, 0, 0, 0.5), 1);
    // The gradient's singular values differ by 200; the step's are both within the iteration's
    // band.
    assertThat(-p.get(0)).isBetween(0.6, 1.3);
    assertThat(-p.get(5)).isGreaterThan(0.2).isLessThan(1.3);
    assertThat(p.get(1)).isCloseTo(0, within(1e-9));
  }

  /** One singular value: the iteration is the polynomial of it, five times. */
  @Test
  void muonFollowsItsPolynomial() {
    double x = 1;
    for (int i = 0; i < 5; i++) {
      x = 3.4445 * x - 4.775 * Math.pow(x, 3) + 2.0315 * Math.pow(x, 5);
    }
    OptimizerSteps run =
        new OptimizerSteps(new Muon(0.02, 0.95, 0.1, 1), matrix(1, 1, 1, 1, 1, 1), false);
    NDArray p = run.step(matrix(0, 7, 0, 0, 0, 0), 0.5);
    assertThat(p.get(0)).isCloseTo(0.95, within(1e-12));
    assertThat(p.get(1)).isCloseTo(0.95 - 0.5 * x, within(1e-9));

    NDArray tall = NDArray.of(new double[8], 4, 2);
    NDArray one = NDArray.of(new double[] {0, 3, 0, 0, 0, 0, 0, 0}, 4, 2);
    NDArray q = new OptimizerSteps(new Muon(), tall, false).step(one, 0.5);
    assertThat(q.get(1)).isCloseTo(-0.5 * Math.sqrt(2) * x, within(1e-9));
  }
}
