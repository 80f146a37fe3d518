package org.neurite.api.graph;

import java.util.List;
import java.util.Objects;
import org.neurite.api.API;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.Dim;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/** Operations without operands: where values come from. */
@API(API.Status.STABLE)
public sealed interface Leaf extends Op {

  /**
   * Type of the one result.
   *
   * @return the type
   */
  TensorType type();

  @Override
  default List<TensorType> infer(List<TensorType> inputs) {
    Rules.count(inputs, 0);
    return List.of(type());
  }

  /**
   * A value fed at each run, or a parameter of a body graph. Two inputs are different values even
   * if their names are equal: identity is that of the node.
   *
   * @param name what it is called when fed
   * @param type its type
   */
  record Input(String name, TensorType type) implements Leaf {
    @Override
    public String name() {
      return name;
    }
  }

  /** What a persistent value is for. */
  enum Role {
    /** A weight that the optimizer changes. */
    PARAMETER,
    /** A layer's own memory, for instance running statistics. */
    STATE,
    /** An optimizer's memory for one parameter. */
    SLOT
  }

  /**
   * A persistent value that outlives a run. Reading gives the value before the run's assignments.
   *
   * @param name full name, for instance {@code dense_1.weight}; unique in a graph
   * @param type its type; no batch dimension
   * @param role what it is for
   */
  record Variable(String name, TensorType type, Role role) implements Leaf {
    /** Checks that the shape is constant. */
    public Variable {
      Objects.requireNonNull(role, "role");
      Rules.require(
          !type.shape().hasBatch(), "a variable without a batch dimension", name + " " + type);
    }

    @Override
    public String name() {
      return name;
    }
  }

  /**
   * A constant array.
   *
   * @param value the array; converted to {@code dataType} when used
   * @param dataType element type of the result
   */
  record Constant(NDArray value, DataType dataType) implements Leaf {
    @Override
    public TensorType type() {
      return new TensorType(dataType, value.shape());
    }

    /**
     * Whether it has one element.
     *
     * @return true for shape {@code []}
     */
    public boolean isScalar() {
      return value.shape().rank() == 0;
    }

    @Override
    public String name() {
      return "constant";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Constant that
          && dataType == that.dataType
          && value.equals(that.value);
    }

    @Override
    public int hashCode() {
      return 31 * value.hashCode() + dataType.hashCode();
    }
  }

  /**
   * The size of a dimension at run time, as a scalar: what a mean over the batch divides by.
   *
   * @param dim the dimension
   * @param dataType element type of the result
   */
  record Count(Dim dim, DataType dataType) implements Leaf {
    @Override
    public TensorType type() {
      return new TensorType(dataType, Shape.SCALAR);
    }

    @Override
    public String name() {
      return "count";
    }
  }

  /**
   * Positions along an axis: {@code result[.., i, ..] = i}.
   *
   * @param shape dimensions of the result
   * @param axis the axis that counts
   */
  record Iota(Shape shape, int axis) implements Leaf {
    /** Normalises the axis. */
    public Iota {
      axis = shape.axis(axis);
    }

    @Override
    public TensorType type() {
      return TensorType.int32(shape);
    }

    @Override
    public String name() {
      return "iota";
    }
  }

  /** Distributions of {@link Random}. */
  enum Distribution {
    /** Uniform on [a, b). */
    UNIFORM,
    /** Normal with mean a and standard deviation b. */
    NORMAL,
    /** 1 with probability a, else 0. */
    BERNOULLI
  }

  /**
   * Random numbers, defined by {@link org.neurite.api.random.RandomStream}: element {@code i}
   * depends on the session's seed, on {@code key}, on the step and on {@code i} alone.
   *
   * @param distribution the distribution
   * @param a low, mean or probability
   * @param b high or standard deviation; 0 for Bernoulli
   * @param type float type of the result
   * @param key what tells this node from others
   */
  record Random(Distribution distribution, double a, double b, TensorType type, long key)
      implements Leaf {
    @Override
    public String name() {
      return distribution.name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
