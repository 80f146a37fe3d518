package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Constraint;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.train.ParameterGroup;

/** What every constraint must do. Inherit it and name the constraint. */
public abstract class ConstraintContract extends ComponentContract {
  private static final Tolerance EXACT = new Tolerance(1e-9, 1e-12);
  private static final Tolerance SINGLE = new Tolerance(1e-5, 1e-6);

  /** Made for inheritance. */
  protected ConstraintContract() {}

  /**
   * What is tested.
   *
   * @return the constraint, with the settings to test
   */
  protected abstract Constraint constraint();

  @Override
  protected final Component component() {
    return constraint();
  }

  private static NDArray weights(Shape shape) {
    return Trial.data(TensorType.float32(shape), 1, -3, 3, 12);
  }

  private Graph graph(Shape shape) {
    Tensor x = Tensor.input("x", TensorType.float32(shape), "");
    Tensor allowed = constraint().apply(x);
    assertEquals(x.type(), allowed.type(), "the type of what is allowed of a parameter " + shape);
    return new Graph(
        List.of(x.value()), List.of(new Graph.Output("value", allowed.value())), List.of());
  }

  private NDArray allowed(NDArray weights, boolean single) {
    return Trial.run(graph(weights.shape()), Trial.feeds(weights), single).get("value");
  }

  /** A parameter's new value replaces the old one, so the shape is the same. */
  @Test
  public void whatIsAllowedStays() {
    for (Shape shape : Trial.PARAMETERS) {
      NDArray once = allowed(weights(shape), false);
      requireSame(EXACT, "a parameter " + shape, once);
    }
  }

  private void requireSame(Tolerance tolerance, String what, NDArray once) {
    tolerance
        .difference(allowed(once, false), once)
        .ifPresent(
            text -> {
              throw new AssertionError(
                  what + ", which the constraint allows, is changed by it again: " + text);
            });
  }

  /** Weights may be zero, tiny or large. */
  @Test
  public void staysFiniteInSinglePrecision() {
    for (Shape shape : Trial.PARAMETERS) {
      for (double size : new double[] {0, 1e-40, 1e-20, 1, 1e4}) {
        NDArray values = Trial.repeated(shape, size, -size, 0);
        Trial.requireFinite(shape + ", weights of size " + size, allowed(values, true));
      }
    }
  }

  /** In single precision, on each backend that is installed. */
  @Test
  public void everyBackendComputesWhatTheReferenceDoes() {
    for (Shape shape : Trial.PARAMETERS) {
      BackendTrial.agree(
          graph(shape), Trial.feeds(weights(shape)), "a constraint of a parameter " + shape);
    }
  }

  /** Nothing but settings decides, on any thread. */
  @Test
  public void tracedAgainItIsTheSame() {
    NDArray weights = weights(Trial.PARAMETERS.get(1));
    NDArray first = allowed(weights, false);
    for (NDArray other : Threads.atOnce(() -> allowed(weights, false))) {
      assertEquals(first, other, "what is allowed when it is traced again, beside others");
    }
  }

  /** On each backend that is installed, with the same bits on any thread; weights stay inside. */
  @Test
  public void trainedWeightsAreAllowed() {
    ParameterGroup all = ParameterGroup.of("**").constraint(constraint());
    TrainingTrial trial = new TrainingTrial(registry(), trainer -> trainer.groups(all));
    trial.repeatsItself();
    trial.forEachResult(
        trained -> {
          for (Map.Entry<String, NDArray> weight : trained.weights().entrySet()) {
            requireSame(SINGLE, "the trained " + weight.getKey(), weight.getValue());
          }
        });
  }
}
