package org.neurite.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurite.api.component.Component;
import org.neurite.api.component.Initializer;
import org.neurite.api.component.Layer;
import org.neurite.api.random.RandomStream;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.activation.Identity;
import org.neurite.core.layer.Dense;
import org.neurite.core.model.Model;

/** What every initializer must do. Inherit it and name the initializer. */
public abstract class InitializerContract extends ComponentContract {
  private static final String PARAMETER = "layer.weight";

  /** Made for inheritance. */
  protected InitializerContract() {}

  /**
   * What is tested.
   *
   * @return the initializer, with the settings to test
   */
  protected abstract Initializer initializer();

  /**
   * What it has to fill.
   *
   * @return a vector, matrices and a kernel unless overridden
   */
  protected List<Shape> shapes() {
    return List.of(Shape.of(6), Shape.of(3, 5), Shape.of(5, 3), Shape.of(4, 2, 3, 3));
  }

  @Override
  protected final Component component() {
    return initializer();
  }

  private float[] values(Shape shape, long seed) {
    RandomStream random = new RandomStream(seed, RandomStream.nodeKey(PARAMETER), 0);
    return initializer().values(shape, random);
  }

  /** One number for each element, none of them infinite. */
  @Test
  public void fillsEveryShapeWithFiniteNumbers() {
    for (Shape shape : shapes()) {
      float[] values = values(shape, 7);
      assertEquals(shape.elements(1), values.length, "how many values it gives for " + shape);
      Trial.requireFinite("values for " + shape, NDArray.of(values, shape));
    }
  }

  /** A seed gives the same weights, whatever was asked for before, on any thread. */
  @Test
  public void valuesFollowFromTheSeedAlone() {
    for (Shape shape : shapes()) {
      NDArray alone = array(values(shape, 7));
      values(shape, 8);
      for (NDArray others : Threads.atOnce(() -> array(values(shape, 7)))) {
        assertEquals(alone, others, "values for " + shape + " of the same seed");
      }
    }
  }

  /** Training writes to what it gets. */
  @Test
  public void givesAnArrayOfItsOwnEachTime() {
    for (Shape shape : shapes()) {
      float[] first = values(shape, 7);
      NDArray before = array(first);
      Arrays.fill(first, 99);
      assertEquals(
          before, array(values(shape, 7)), "values for " + shape + " after the array was changed");
    }
  }

  private static NDArray array(float[] values) {
    return NDArray.of(values.clone(), values.length);
  }

  /** Weights follow from the file, whichever machine made it. */
  @Test
  public void aLoadedModelBeginsWithTheSameWeights() {
    for (Shape shape : shapes()) {
      if (shape.rank() == 2) {
        new ModelTrial(model(shape), Trial.data(input(shape), 2, -1, 1, 3))
            .survivesAFile(registry());
      }
    }
  }

  private static TensorType input(Shape weight) {
    return TensorType.float32(Shape.batchOf(weight.size(1)));
  }

  private Model model(Shape weight) {
    Layer dense = new Dense(weight.size(0), new Identity(), false, initializer(), Optional.empty());
    return new Model("contract", TensorType.float32(Shape.of(weight.size(1))), List.of(dense));
  }
}
