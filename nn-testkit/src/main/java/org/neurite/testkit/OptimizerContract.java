package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Optimizer;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** What every optimizer must do. Inherit it and name the optimizer. */
public abstract class OptimizerContract extends ComponentContract {
  private static final int COMPARED = 4;

  /** Made for inheritance. */
  protected OptimizerContract() {}

  /**
   * What is tested.
   *
   * @return the optimizer, with the settings to test
   */
  protected abstract Optimizer optimizer();

  /**
   * Steps in which it must find the bottom of a bowl.
   *
   * @return 500 unless overridden
   */
  protected int steps() {
    return 500;
  }

  /**
   * The learning rate for the bowl, whose curvatures are from 0.5 to 1.5 and whose sides are about
   * 1 long.
   *
   * @return 0.05 unless overridden
   */
  protected double rate() {
    return 0.05;
  }

  @Override
  protected final Component component() {
    return optimizer();
  }

  private static NDArray start(Shape shape) {
    return Trial.data(TensorType.float32(shape), 1, 0.5, 1.5, 4);
  }

  /** {@code sum 0.5 curvature (p - bottom)^2}, with its gradient. */
  private static NDArray slope(NDArray p) {
    double[] values = p.toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = (0.5 + (double) i / values.length) * (values[i] - bottom(i));
    }
    return NDArray.of(values, p.shape());
  }

  private static double bottom(int i) {
    return i % 2 == 0 ? 0.25 : -0.25;
  }

  private static double height(NDArray p) {
    double sum = 0;
    for (int i = 0; i < p.length(); i++) {
      double off = p.get(i) - bottom(i);
      sum += 0.5 * (0.5 + (double) i / p.length()) * off * off;
    }
    return sum;
  }

  /** For vectors, matrices and kernels; the rate falls, so that steps of fixed length settle. */
  @Test
  public void findsTheBottomOfABowl() {
    for (Shape shape : Trial.PARAMETERS) {
      NDArray p = start(shape);
      OptimizerSteps run = new OptimizerSteps(optimizer(), p, false);
      double before = height(p);
      for (int i = 0; i < steps(); i++) {
        p = run.step(slope(p), rate() * (steps() - i) / steps());
      }
      assertTrue(
          height(p) < 0.05 * before,
          "%s: from %s to %s in %d steps".formatted(shape, before, height(p), steps()));
    }
  }

  /** Layers that are cut off have no gradient; it may be tiny or large; weights may be zero. */
  @Test
  public void staysFiniteInSinglePrecision() {
    for (Shape shape : Trial.PARAMETERS) {
      for (double size : new double[] {0, 1e-40, 1e-20, 1, 1e4}) {
        NDArray gradient = Trial.repeated(shape, size, -size, 0);
        NDArray zero = Trial.repeated(shape, 0);
        OptimizerSteps run = new OptimizerSteps(optimizer(), zero, true);
        for (int i = 0; i < 5; i++) {
          Trial.requireFinite(shape + ", gradients " + size, run.step(gradient, 1e-3));
        }
        run.variables().forEach(Trial::requireFinite);
      }
    }
  }

  /** A rate of zero is how a schedule rests. */
  @Test
  public void aRateOfZeroChangesNothing() {
    for (Shape shape : Trial.PARAMETERS) {
      NDArray start = start(shape);
      OptimizerSteps run = new OptimizerSteps(optimizer(), start, false);
      for (int i = 0; i < 3; i++) {
        assertEquals(start, run.step(slope(start), 0));
      }
    }
  }

  /** In single precision, on each backend that is installed; what it remembers, too. */
  @Test
  public void everyBackendComputesWhatTheReferenceDoes() {
    for (Shape shape : Trial.PARAMETERS) {
      NDArray p = start(shape);
      OptimizerSteps run = new OptimizerSteps(optimizer(), p, false);
      for (int i = 1; i <= COMPARED; i++) {
        NDArray gradient = slope(p);
        BackendTrial.agree(
            run.graph(), run.feeds(gradient, rate()), "step " + i + " of a parameter " + shape);
        p = run.step(gradient, rate());
      }
    }
  }

  /** Nothing but settings decides, on any thread. */
  @Test
  public void tracedAgainItIsTheSame() {
    Map<String, NDArray> first = afterSomeSteps();
    for (Map<String, NDArray> other : Threads.atOnce(this::afterSomeSteps)) {
      assertEquals(first, other, "parameter and memory when it is traced again, beside others");
    }
  }

  private Map<String, NDArray> afterSomeSteps() {
    NDArray p = start(Trial.PARAMETERS.get(1));
    OptimizerSteps run = new OptimizerSteps(optimizer(), p, false);
    for (int i = 0; i < COMPARED; i++) {
      p = run.step(slope(p), rate());
    }
    return run.variables();
  }

  /** On each backend that is installed, with the same bits on any thread. */
  @Test
  public void trainsAModel() {
    new TrainingTrial(registry(), trainer -> trainer.optimizer(optimizer())).repeatsItself();
  }
}
