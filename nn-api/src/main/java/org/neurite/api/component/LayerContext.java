package org.neurite.api.component;

import org.neurite.api.API;
import org.neurite.api.graph.Custom;
import org.neurite.api.graph.CustomOp;
import org.neurite.api.graph.Tensor;
import org.neurite.api.tensor.Shape;

/** What a layer gets while it is traced. Belongs to one layer in one trace. */
@API(API.Status.STABLE)
public interface LayerContext {
  /**
   * Where the layer is.
   *
   * @return for instance {@code houses/dense_2}
   */
  String path();

  /**
   * Which mode is traced.
   *
   * @return true for training, false for prediction
   */
  boolean training();

  /**
   * A float32 weight that training changes.
   *
   * @param name unique in this layer, for instance {@code weight}
   * @param shape constant dimensions
   * @param initializer its first value
   * @return the weight
   * @throws org.neurite.api.ModelException with {@code NN-1302} if the name is taken
   */
  Tensor parameter(String name, Shape shape, Initializer initializer);

  /**
   * A float32 memory of the layer that no gradient changes, for instance running statistics.
   *
   * @param name unique in this layer
   * @param shape constant dimensions
   * @param initializer its first value
   * @return its value before the step
   * @throws org.neurite.api.ModelException with {@code NN-1302} if the name is taken
   */
  Tensor state(String name, Shape shape, Initializer initializer);

  /**
   * Stores a new value in a state at the end of the step. Has effect in training only.
   *
   * @param state what {@link #state} returned
   * @param value the new value, of the same type
   */
  void assign(Tensor state, Tensor value);

  /**
   * Applies another layer as a part of this one, with a path and parameters of its own.
   *
   * @param name unique in this layer, for instance {@code body}
   * @param layer the layer
   * @param input its input
   * @return its output
   */
  Tensor child(String name, Layer layer, Tensor input);

  /**
   * Applies an operation of one's own, for what cannot be composed from tensors' methods.
   *
   * @param operation shape rule, computation in Java, and gradient
   * @param inputs the operands, at least one, all floating-point
   * @return its result
   * @throws org.neurite.api.ShapeException if the operands do not fit
   */
  default Tensor op(CustomOp operation, Tensor... inputs) {
    return Tensor.apply(new Custom(operation), inputs);
  }

  /**
   * Random numbers, different at each step and for each call.
   *
   * @return the source; see {@link org.neurite.api.random.RandomStream} for its definition
   */
  RandomSource random();
}
