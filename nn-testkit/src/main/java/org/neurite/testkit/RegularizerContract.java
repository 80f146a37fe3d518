package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Regularizer;
import org.neurite.api.graph.Graph;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.train.ParameterGroup;

/** What every regularizer must do. Inherit it and name the regularizer. */
public abstract class RegularizerContract extends ComponentContract {
  /** Made for inheritance. */
  protected RegularizerContract() {}

  /**
   * What is tested.
   *
   * @return the regularizer, with the settings to test
   */
  protected abstract Regularizer regularizer();

  @Override
  protected final Component component() {
    return regularizer();
  }

  private static NDArray weights(Shape shape) {
    return Trial.data(TensorType.float32(shape), 1, -1.5, 1.5, 11);
  }

  /** It is added to the loss. */
  @Test
  public void thePriceIsOneNumber() {
    for (Shape shape : Trial.PARAMETERS) {
      Tensor parameter = Tensor.input("x", TensorType.float32(shape), "");
      assertEquals(
          TensorType.float32(Shape.SCALAR),
          regularizer().penalty(parameter).type(),
          "the type of the price of a parameter " + shape);
    }
  }

  /** Training follows the gradient, so it must be the price's own. */
  @Test
  public void gradientIsTheDerivative() {
    for (Shape shape : Trial.PARAMETERS) {
      GradientCheck.of(x -> regularizer().penalty(x.get(0))).input(weights(shape)).check();
    }
  }

  /** Weights may be zero, tiny or large. */
  @Test
  public void valueAndGradientStayFinite() {
    for (Shape shape : Trial.PARAMETERS) {
      for (double size : new double[] {0, 1e-40, 1e-20, 1, 1e4}) {
        NDArray values = Trial.repeated(shape, size, -size, 0);
        Trial.valueAndGradient(regularizer()::penalty, shape, values)
            .forEach(found -> Trial.requireFinite(shape + ", weights of size " + size, found));
      }
    }
  }

  /** In single precision, on each backend that is installed; the gradient, too. */
  @Test
  public void everyBackendComputesWhatTheReferenceDoes() {
    for (Shape shape : Trial.PARAMETERS) {
      Graph graph = Trial.withGradient(regularizer()::penalty, shape);
      BackendTrial.agree(graph, Trial.feeds(weights(shape)), "the price of a parameter " + shape);
    }
  }

  /** Nothing but settings decides, on any thread. */
  @Test
  public void tracedAgainItIsTheSame() {
    Map<String, NDArray> first = priced();
    for (Map<String, NDArray> other : Threads.atOnce(this::priced)) {
      assertEquals(first, other, "the price when it is traced again, beside others");
    }
  }

  private Map<String, NDArray> priced() {
    Shape shape = Trial.PARAMETERS.get(1);
    Graph graph = Trial.withGradient(regularizer()::penalty, shape);
    return Trial.run(graph, Trial.feeds(weights(shape)), false);
  }

  /** On each backend that is installed, with the same bits on any thread. */
  @Test
  public void trainsAModel() {
    ParameterGroup all = ParameterGroup.of("**").regularizer(regularizer());
    new TrainingTrial(registry(), trainer -> trainer.groups(all)).repeatsItself();
  }
}
