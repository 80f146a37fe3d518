package org.neurite.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.component.Optimizer;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.testing.OptimizerRun;

/** Optimizers that look at a whole weight, by numbers worked out apart from any graph. */
class MatrixOptimizersTest {
  private static final double RATE = 0.1;
  private static final Offset<Double> TIGHT = within(1e-9);
  private static final double[] START = {1, -2, 0.5, 3, 0, -1};
  private static final double[] FIRST = {0.3, -0.1, 0.2, 0.5, 0.4, -0.6};
  private static final double[] SECOND = {-0.2, 0.7, 0.1, -0.3, 0, 0.4};

  private static NDArray matrix(double[] values, int rows) {
    return NDArray.of(values, rows, values.length / rows);
  }

  private static OptimizerRun run(Optimizer optimizer, int rows) {
    return new OptimizerRun(optimizer, matrix(START, rows), RATE);
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }

  private static double rms(double[] values) {
    return norm(values) / Math.sqrt(values.length);
  }

  /** What five Newton-Schulz steps make of a singular value. */
  private static double spread(double value) {
    double x = value;
    for (int i = 0; i < 5; i++) {
      x = 3.4445 * x - 4.775 * Math.pow(x, 3) + 2.0315 * Math.pow(x, 5);
    }
    return x;
  }

  /** {@code U diag(first, second) V^T} of rotations by a right-angled triangle of 3, 4, 5. */
  private static double[] turned(double first, double second, boolean tall) {
    double[] wide = {
      0.6 * first * 0.8,
      0.6 * first * 0.6,
      -0.8 * second,
      0.8 * first * 0.8,
      0.8 * first * 0.6,
      0.6 * second
    };
    return tall ? new double[] {wide[0], wide[3], wide[1], wide[4], wide[2], wide[5]} : wide;
  }

  @Test
  void muonKeepsTheDirectionsAndLevelsTheSingularValues() {
    double[] values = {3, 1};
    double length = norm(values);
    double large = spread(values[0] / length);
    double small = spread(values[1] / length);
    assertThat(new double[] {large, small}).containsExactly(new double[] {1, 1}, within(0.3));
    for (int rows = 2; rows <= 3; rows++) {
      boolean tall = rows == 3;
      double factor = RATE * Math.sqrt(tall ? 1.5 : 1);
      double[] expected = turned(large, small, tall);
      double[] after = run(new Muon(), rows).step(matrix(turned(3, 1, tall), rows));
      for (int i = 0; i < 6; i++) {
        assertThat(after[i])
            .as("%s of %s rows", i, rows)
            .isCloseTo(START[i] - factor * expected[i], TIGHT);
      }
    }
  }

  @Test
  void muonLooksAheadAlongItsMomentumAndDecaysWeights() {
    OptimizerRun run = run(new Muon(0.02, 0.5, 0.2, 0.015), 2);
    double[] before = run.step(matrix(turned(3, 1, false), 2));
    double[] after = run.step(matrix(turned(1, 2, false), 2));
    // m = 1.5, 0.5 and then 1.25, 1.25; u = (g + m) / 2.
    double[] ahead = {(1 + 1.25) / 2, (2 + 1.25) / 2};
    double length = norm(ahead);
    double[] expected = turned(spread(ahead[0] / length), spread(ahead[1] / length), false);
    for (int i = 0; i < 6; i++) {
      assertThat(after[i]).isCloseTo(before[i] * (1 - RATE * 0.2) - RATE * expected[i], TIGHT);
    }
  }

  @Test
  void aGradientOfZeroOrNearlyZeroIsHarmless() {
    for (Optimizer optimizer : new Optimizer[] {new Muon(), new Adafactor(), new Lamb()}) {
      assertThat(run(optimizer, 2).step(matrix(new double[6], 2)))
          .as(optimizer.toString())
          .containsExactly(START);
    }
    double[] tiny = Arrays.stream(turned(3, 1, false)).map(v -> v * 1e-25).toArray();
    assertThat(run(new Muon(), 2).step(matrix(tiny, 2)))
        .containsExactly(run(new Muon(), 2).step(matrix(turned(3, 1, false), 2)), TIGHT);
  }

  @Test
  void muonStepsVectorsAsAdamDoes() {
    OptimizerRun run = new OptimizerRun(new Muon(), NDArray.of(new double[] {1, 2}, 2), RATE);
    assertThat(run.step(NDArray.of(new double[] {5, -3}, 2)))
        .containsExactly(new double[] {1 - RATE * 0.015, 2 + RATE * 0.015}, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void adafactorRemembersOneRowAndOneColumn(double decay) {
    for (int rows = 2; rows <= 3; rows++) {
      int columns = 6 / rows;
      OptimizerRun run = run(new Adafactor(RATE, 0.8, 1, 1e-3, decay), rows);
      double[] row = new double[rows];
      double[] column = new double[columns];
      double[] p = START;
      int t = 0;
      for (double[] g : new double[][] {FIRST, SECOND}) {
        t++;
        double share = Math.pow(t, -0.8);
        for (int r = 0; r < rows; r++) {
          int at = r * columns;
          double mean = IntStream.range(at, at + columns).mapToDouble(i -> g[i] * g[i]).sum();
          row[r] += share * (mean / columns - row[r]);
        }
        for (int c = 0; c < columns; c++) {
          int at = c;
          double sum =
              IntStream.range(0, rows).mapToDouble(r -> Math.pow(g[r * columns + at], 2)).sum();
          column[c] += share * (sum / rows - column[c]);
        }
        double mean = Arrays.stream(row).average().orElseThrow();
        double[] u = new double[6];
        Arrays.setAll(u, i -> g[i] / Math.sqrt(row[i / columns] * column[i % columns] / mean));
        double rate = Math.max(1e-3, rms(p)) * RATE / Math.max(1, rms(u));
        double[] before = p;
        p = new double[6];
        Arrays.setAll(p, i -> before[i] * (1 - RATE * decay) - rate * u[i]);
        assertThat(run.step(matrix(g, rows))).containsExactly(p, TIGHT);
      }
      assertThat(run.variables()).containsOnly("p", "row", "column");
    }
  }

  @Test
  void lambTakesTheRatioOverTheWholeWeight() {
    OptimizerRun run = run(new Lamb(0.001, 0.9, 0.99, 1e-6, 0.3), 2);
    double[] m = new double[6];
    double[] v = new double[6];
    double[] p = START;
    int t = 0;
    for (double[] g : new double[][] {FIRST, SECOND}) {
      t++;
      double first = 1 - Math.pow(0.9, t);
      double second = 1 - Math.pow(0.99, t);
      double[] direction = new double[6];
      for (int i = 0; i < 6; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
        direction[i] = m[i] / first / (Math.sqrt(v[i] / second) + 1e-6) + 0.3 * p[i];
      }
      double ratio = norm(p) / norm(direction);
      double[] before = p;
      p = new double[6];
      Arrays.setAll(p, i -> before[i] - RATE * ratio * direction[i]);
      assertThat(run.step(matrix(g, 2))).containsExactly(p, TIGHT);
    }
  }

  @Test
  void theSchedulesMomentumTakesThePlaceOfTheirOwn() {
    NDArray start = NDArray.scalar(1.0);
    OptimizerRun sgd = new OptimizerRun(new Sgd(), start, RATE, true);
    assertThat(sgd.step(NDArray.scalar(1.0), 0.9)[0]).isCloseTo(0.9, TIGHT);
    assertThat(sgd.step(NDArray.scalar(1.0), 0.5)[0]).isCloseTo(0.9 - RATE * 1.5, TIGHT);
    OptimizerRun rms = new OptimizerRun(new RmsProp(), start, RATE, true);
    rms.step(NDArray.scalar(1.0), 0.9);
    assertThat(rms.variables()).contains("momentum");

    OptimizerRun adam = new OptimizerRun(new Adam(), start, RATE, true);
    double m = 0.2;
    double v = 0.001;
    double p = 1 - RATE * m / 0.2 / (Math.sqrt(v / 0.001) + 1e-8);
    assertThat(adam.step(NDArray.scalar(1.0), 0.8)[0]).isCloseTo(p, TIGHT);
    m = 0.5 * m + 0.5 * 3;
    v = 0.999 * v + 0.001 * 9;
    p -= RATE * m / (1 - 0.25) / (Math.sqrt(v / (1 - 0.999 * 0.999)) + 1e-8);
    assertThat(adam.step(NDArray.scalar(3.0), 0.5)[0]).isCloseTo(p, TIGHT);
  }

  @Test
  void aConstantMomentumFromTheScheduleIsTheSameAsOnesOwn() {
    NDArray start = matrix(START, 2);
    Optimizer[][] pairs = {
      {new Sgd(0.1, 0.7, true, 0, 0), new Sgd(0.1, 0.2, true, 0, 0)},
      {new Adamax(0.1, 0.7, 0.999, 1e-8, 0), new Adamax()},
      {new Nadam(0.1, 0.7, 0.999, 1e-8, 0, 0.004), new Nadam()},
      {new Radam(0.1, 0.7, 0.999, 1e-8, 0), new Radam()},
      {new Lamb(0.1, 0.7, 0.999, 1e-6, 0), new Lamb()},
      {new Lion(0.1, 0.7, 0.99, 0), new Lion()},
      {new Muon(0.1, 0.7, 0, 0.015), new Muon()},
      {new RmsProp(0.1, 0.99, 1e-8, 0.7, false, 0), new RmsProp()},
    };
    for (Optimizer[] pair : pairs) {
      OptimizerRun own = new OptimizerRun(pair[0], start, RATE);
      OptimizerRun given = new OptimizerRun(pair[1], start, RATE, true);
      for (double[] g : new double[][] {FIRST, SECOND, FIRST}) {
        assertThat(given.step(matrix(g, 2), 0.7))
            .as(pair[0].toString())
            .containsExactly(own.step(matrix(g, 2)), within(1e-12));
      }
    }
  }
}
