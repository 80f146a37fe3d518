package org.neurite.core.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurite.api.ComponentException;
import org.neurite.api.component.Optimizer;
import org.neurite.api.tensor.NDArray;
import org.neurite.core.testing.OptimizerRun;

class OptimizersTest {
  private static final double RATE = 0.1;

  /** Steps of one scalar parameter. */
  private static final class Run {
    private final OptimizerRun run;

    Run(Optimizer optimizer, double start) {
      run = new OptimizerRun(optimizer, NDArray.scalar(start), RATE);
    }

    double step(double gradient) {
      return run.step(NDArray.scalar(gradient))[0];
    }
  }

  /** Runs with gradients of p^2 - 3 p and a textbook step beside it. */
  @FunctionalInterface
  private interface Textbook {
    double step(int t, double p, double g);
  }

  private static void compare(Optimizer optimizer, Textbook textbook) {
    double p = 2;
    Run run = new Run(optimizer, p);
    for (int t = 1; t <= 20; t++) {
      double g = 2 * p - 3;
      double actual = run.step(g);
      p = textbook.step(t, p, g);
      assertThat(actual).as("step " + t).isCloseTo(p, within(1e-9));
    }
  }

  @Test
  void sgdFollowsTheGradient() {
    compare(new Sgd(0.5), (t, p, g) -> p - RATE * g);
  }

  @Test
  void sgdKeepsNoSlotWithoutMomentum() {
    assertThat(new Run(new Sgd(), 0).run.variables()).containsOnly("p");
    assertThat(new Run(new Sgd(0.1, 0.9), 0).run.variables()).containsOnly("p", "momentum");
  }

  @Test
  void sgdWithMomentumDampeningAndPenalty() {
    double[] m = {0};
    compare(
        new Sgd(0.1, 0.9, false, 0.25, 0.01),
        (t, p, gradient) -> {
          double g = gradient + 0.01 * p;
          m[0] = t == 1 ? g : 0.9 * m[0] + 0.75 * g;
          return p - RATE * m[0];
        });
  }

  @Test
  void sgdLooksAheadAfterNesterov() {
    double[] m = {0};
    compare(
        new Sgd(0.1, 0.9, true, 0, 0),
        (t, p, g) -> {
          m[0] = 0.9 * m[0] + g;
          return p - RATE * (g + 0.9 * m[0]);
        });
  }

  private static Textbook adam(double penalty, double decay, double beta2, boolean amsgrad) {
    double[] m = {0, 0, 0};
    return (t, p, gradient) -> {
      double g = gradient + penalty * p;
      m[0] = 0.9 * m[0] + 0.1 * g;
      m[1] = beta2 * m[1] + (1 - beta2) * g * g;
      m[2] = Math.max(m[2], m[1]);
      double first = m[0] / (1 - Math.pow(0.9, t));
      double second = Math.sqrt((amsgrad ? m[2] : m[1]) / (1 - Math.pow(beta2, t)));
      return p * (1 - RATE * decay) - RATE * first / (second + 1e-8);
    };
  }

  @Test
  void adamWithAndWithoutPenalty() {
    compare(new Adam(), adam(0, 0, 0.999, false));
    compare(new Adam(0.1, 0.9, 0.999, 1e-8, 0.1, false), adam(0.1, 0, 0.999, false));
  }

  @Test
  void amsgradNeverLetsTheDenominatorFall() {
    compare(new Adam(0.1, 0.9, 0.9, 1e-8, 0, true), adam(0, 0, 0.9, true));
  }

  @Test
  void adamWithoutMemoryStepsByTheSign() {
    Run run = new Run(new Adam(0.1, 0, 0, Float.MIN_NORMAL, 0, false), 1);
    assertThat(run.step(5)).isCloseTo(1 - RATE, within(1e-12));
    assertThat(run.step(-0.01)).isCloseTo(1, within(1e-12));
  }

  @Test
  void adamwDecaysApartFromTheGradient() {
    compare(new AdamW(0.001, 0.1), adam(0, 0.1, 0.999, false));
    compare(new AdamW(0.001, 0), adam(0, 0, 0.999, false));
  }

  @Test
  void schedulesStartFromTheOptimizersRate() {
    assertThat(new Sgd(0.5).learningRate()).isEqualTo(0.5);
    assertThat(new Adam().learningRate()).isEqualTo(0.001);
  }

  @Test
  void rejectsSettingsThatCannotWork() {
    assertThatThrownBy(() -> new Sgd(-1))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("Sgd.learningRate");
    assertThatThrownBy(() -> new Sgd(0.1, 0, true, 0, 0))
        .hasMessageContaining(
            "Sgd.nesterov: expected true only with a momentum above 0 and no dampening, found"
                + " momentum 0.0, dampening 0.0");
    assertThatThrownBy(() -> new Adam(0.1, 1, 0.999, 1e-8, 0, false))
        .hasMessageContaining("Adam.beta1");
    assertThatThrownBy(() -> new AdamW(Double.POSITIVE_INFINITY, 0))
        .hasMessageContaining("AdamW.learningRate");
  }

  @Test
  void anElementWithoutAGradientStays() {
    for (Optimizer optimizer :
        List.of(
            new Adadelta(),
            new Adagrad(),
            new Adamax(),
            new Nadam(),
            new Radam(),
            new RmsProp(),
            new Lamb(),
            new Lion())) {
      assertThat(new Run(optimizer, 1).step(0)).as(optimizer.toString()).isEqualTo(1);
    }
    assertThatThrownBy(() -> new Adam(0.1, 0.9, 0.999, 0, 0, false))
        .hasMessageStartingWith(
            "NN-1202 at Adam.epsilon: expected a finite number above 0 in single precision");
    assertThatThrownBy(() -> new Adam(0.1, 0.9, 0.999, 1e-46, 0, false))
        .hasMessageContaining("Adam.epsilon");
  }

  @Test
  void radamFollowsPlainMomentumUntilItKnowsTheSpread() {
    for (double beta2 : new double[] {0.6, 0.9, 0.99}) {
      double[] m = new double[2];
      double limit = 2 / (1 - beta2) - 1;
      compare(
          new Radam(0.1, 0.9, beta2, 1e-8, 0),
          (t, p, g) -> {
            m[0] = 0.9 * m[0] + 0.1 * g;
            m[1] = beta2 * m[1] + (1 - beta2) * g * g;
            double first = m[0] / (1 - Math.pow(0.9, t));
            double power = Math.pow(beta2, t);
            double r = limit - 2 * t * power / (1 - power);
            if (r <= 5) {
              return p - RATE * first;
            }
            double share =
                (r - 4) * (r - 2) * limit / ((limit - 4) * (limit - 2) * r) * (1 - power);
            return p - RATE * first * Math.sqrt(share) / (Math.sqrt(m[1]) + 1e-8);
          });
    }
  }

  @Test
  void lionStepsByTheSignAndLambByTheWeightsNorm() {
    Run lion = new Run(new Lion(), 1);
    assertThat(lion.step(3)).isCloseTo(1 - RATE, within(1e-12));
    assertThat(lion.step(-1)).isCloseTo(1, within(1e-12));
    double[] m = {0};
    compare(
        new Lion(1e-4, 0.6, 0.9, 0),
        (t, p, g) -> {
          double sign = Math.signum(0.6 * m[0] + 0.4 * g);
          m[0] = 0.9 * m[0] + 0.1 * g;
          return p - RATE * sign;
        });
    assertThat(new Run(new Lion(1e-4, 0.9, 0.99, 0.5), 1).step(3))
        .isCloseTo(1 - RATE * 1.5, within(1e-12));
    assertThat(new Run(new Lamb(), 4).step(3)).isCloseTo(4 - RATE * 4, within(1e-6));
    assertThat(new Run(new Lamb(), 0).step(3)).isCloseTo(-RATE, within(1e-6));
  }
}
