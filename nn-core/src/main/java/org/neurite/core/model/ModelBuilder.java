package org.neurite.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurite.api.ErrorCode;
import org.neurite.api.ModelException;
import org.neurite.api.Problem;
import org.neurite.api.component.Layer;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;
import org.neurite.core.layer.Named;

/** Describes a model step by step. Not thread-safe. */
public final class ModelBuilder {
  private final String name;
  private final List<Layer> layers = new ArrayList<>();
  private Optional<TensorType> sample = Optional.empty();

  /**
   * Starts a description.
   *
   * @param name what the model is called
   */
  public ModelBuilder(String name) {
    this.name = name;
  }

  /**
   * Says what one sample looks like.
   *
   * @param shape dimensions without the batch, for instance {@code [8]}
   * @return this builder
   */
  public ModelBuilder input(Shape shape) {
    return input(new TensorType(DataType.FLOAT32, shape));
  }

  /**
   * Says what one sample looks like.
   *
   * @param sizes dimensions without the batch, for instance {@code 1, 28, 28}
   * @return this builder
   */
  public ModelBuilder input(long... sizes) {
    return input(Shape.of(sizes));
  }

  /**
   * Says what one sample looks like.
   *
   * @param type element type and dimensions without the batch
   * @return this builder
   */
  public ModelBuilder input(TensorType type) {
    sample = Optional.of(type);
    return this;
  }

  /**
   * Adds a layer, named after its class and number ({@code dense_1}) unless it is a {@link Named}.
   *
   * @param layer the layer
   * @return this builder
   */
  public ModelBuilder layer(Layer layer) {
    layers.add(layer);
    return this;
  }

  /**
   * Adds a layer under a name.
   *
   * @param layerName letters, digits, '_' and '-'
   * @param layer the layer
   * @return this builder
   */
  public ModelBuilder layer(String layerName, Layer layer) {
    return layer(new Named(layerName, layer));
  }

  /**
   * Makes the model; every shape is checked here.
   *
   * @return the model
   * @throws ModelException if the input or all layers are missing, or names repeat
   * @throws org.neurite.api.ShapeException if a layer does not fit its input
   */
  public Model build() {
    TensorType type =
        sample.orElseThrow(
            () ->
                new ModelException(
                    Problem.of(ErrorCode.BAD_MODEL)
                        .at(name)
                        .expected("an input shape")
                        .found("none")
                        .mend("call input(...) before build()")));
    return new Model(name, type, layers);
  }
}
