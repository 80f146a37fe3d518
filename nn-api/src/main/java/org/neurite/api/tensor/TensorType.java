package org.neurite.api.tensor;

import java.util.Objects;
import org.neurite.api.API;

/**
 * Type of a tensor: what its elements are and how they are arranged.
 *
 * @param dataType element type
 * @param shape dimensions
 */
@API(API.Status.STABLE)
public record TensorType(DataType dataType, Shape shape) {

  /** Checks that nothing is null. */
  public TensorType {
    Objects.requireNonNull(dataType, "dataType");
    Objects.requireNonNull(shape, "shape");
  }

  /**
   * A float32 type.
   *
   * @param shape dimensions
   * @return the type
   */
  public static TensorType float32(Shape shape) {
    return new TensorType(DataType.FLOAT32, shape);
  }

  /**
   * An int32 type.
   *
   * @param shape dimensions
   * @return the type
   */
  public static TensorType int32(Shape shape) {
    return new TensorType(DataType.INT32, shape);
  }

  /**
   * The same element type with other dimensions.
   *
   * @param other the dimensions
   * @return the type
   */
  public TensorType withShape(Shape other) {
    return new TensorType(dataType, other);
  }

  /**
   * The same dimensions with another element type.
   *
   * @param other the element type
   * @return the type
   */
  public TensorType withDataType(DataType other) {
    return new TensorType(other, shape);
  }

  @Override
  public String toString() {
    return dataType.name().toLowerCase(java.util.Locale.ROOT) + shape;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorType that
        && dataType == that.dataType
        && shape.equals(that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * dataType.hashCode() + shape.hashCode();
  }
}
