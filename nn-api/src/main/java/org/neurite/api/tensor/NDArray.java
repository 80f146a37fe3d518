package org.neurite.api.tensor;

import java.util.Arrays;
import java.util.Objects;
import org.neurite.api.API;
import org.neurite.api.ErrorCode;
import org.neurite.api.Problem;
import org.neurite.api.ShapeException;

/**
 * An immutable array on the host: row-major data with a type and a constant shape. Arrays given to
 * a factory and arrays returned are copies.
 */
@API(API.Status.STABLE)
public final class NDArray {
  private final TensorType type;
  private final Object data;

  private NDArray(DataType dataType, Shape shape, Object data, int length) {
    long elements = shape.elements(1);
    if (shape.hasBatch() || elements != length) {
      throw new ShapeException(
          Problem.of(ErrorCode.BAD_ARRAY)
              .expected("as many values as the constant shape " + shape + " has elements")
              .found(length + " values"));
    }
    this.type = new TensorType(dataType, shape);
    this.data = data;
  }

  /**
   * A float32 array.
   *
   * @param data row-major values
   * @param sizes dimensions
   * @return a copy as an array
   */
  public static NDArray of(float[] data, long... sizes) {
    return new NDArray(DataType.FLOAT32, Shape.of(sizes), data.clone(), data.length);
  }

  /**
   * A float32 array.
   *
   * @param data row-major values
   * @param shape dimensions
   * @return a copy as an array
   */
  public static NDArray of(float[] data, Shape shape) {
    return new NDArray(DataType.FLOAT32, shape, data.clone(), data.length);
  }

  /**
   * A float64 array.
   *
   * @param data row-major values
   * @param sizes dimensions
   * @return a copy as an array
   */
  public static NDArray of(double[] data, long... sizes) {
    return of(data, Shape.of(sizes));
  }

  /**
   * A float64 array.
   *
   * @param data row-major values
   * @param shape dimensions
   * @return a copy as an array
   */
  public static NDArray of(double[] data, Shape shape) {
    return new NDArray(DataType.FLOAT64, shape, data.clone(), data.length);
  }

  /**
   * An int32 array.
   *
   * @param data row-major values
   * @param sizes dimensions
   * @return a copy as an array
   */
  public static NDArray of(int[] data, long... sizes) {
    return new NDArray(DataType.INT32, Shape.of(sizes), data.clone(), data.length);
  }

  /**
   * A bool array.
   *
   * @param data row-major values
   * @param sizes dimensions
   * @return a copy as an array
   */
  public static NDArray of(boolean[] data, long... sizes) {
    return new NDArray(DataType.BOOL, Shape.of(sizes), data.clone(), data.length);
  }

  /**
   * A float64 scalar; converted to the type it is combined with.
   *
   * @param value the value
   * @return an array of shape {@code []}
   */
  public static NDArray scalar(double value) {
    return of(new double[] {value});
  }

  /**
   * Values of any type from doubles, each converted.
   *
   * @param values row-major values; for bool, anything but 0 is true
   * @param type element type and constant shape
   * @return the array
   */
  public static NDArray convert(double[] values, TensorType type) {
    Object data =
        switch (type.dataType()) {
          case FLOAT64 -> values.clone();
          case FLOAT32 -> {
            float[] target = new float[values.length];
            for (int i = 0; i < values.length; i++) {
              target[i] = (float) values[i];
            }
            yield target;
          }
          case INT32 -> {
            int[] target = new int[values.length];
            for (int i = 0; i < values.length; i++) {
              target[i] = (int) values[i];
            }
            yield target;
          }
          case BOOL -> {
            boolean[] target = new boolean[values.length];
            for (int i = 0; i < values.length; i++) {
              target[i] = values[i] != 0;
            }
            yield target;
          }
        };
    return new NDArray(type.dataType(), type.shape(), data, values.length);
  }

  /**
   * Element type and shape.
   *
   * @return the type
   */
  public TensorType type() {
    return type;
  }

  /**
   * Element type.
   *
   * @return the element type
   */
  public DataType dataType() {
    return type.dataType();
  }

  /**
   * Dimensions.
   *
   * @return a shape of constants
   */
  public Shape shape() {
    return type.shape();
  }

  /**
   * Number of elements.
   *
   * @return the product of the dimensions
   */
  public int length() {
    return Math.toIntExact(shape().elements(1));
  }

  /**
   * One element as a double; true is 1.
   *
   * @param index row-major index
   * @return its value
   */
  public double get(int index) {
    return switch (type.dataType()) {
      case FLOAT32 -> ((float[]) data)[index];
      case FLOAT64 -> ((double[]) data)[index];
      case INT32 -> ((int[]) data)[index];
      case BOOL -> ((boolean[]) data)[index] ? 1 : 0;
    };
  }

  /**
   * All elements as doubles.
   *
   * @return a new row-major array
   */
  public double[] toDoubles() {
    double[] values = new double[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = get(i);
    }
    return values;
  }

  /**
   * All elements as floats.
   *
   * @return a new row-major array
   */
  public float[] toFloats() {
    if (type.dataType() == DataType.FLOAT32) {
      return ((float[]) data).clone();
    }
    float[] values = new float[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) get(i);
    }
    return values;
  }

  /**
   * All elements as integers, fractions cut off.
   *
   * @return a new row-major array
   */
  public int[] toInts() {
    int[] values = new int[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) get(i);
    }
    return values;
  }

  /**
   * The same elements in another arrangement.
   *
   * @param shape dimensions with the same number of elements
   * @return an array sharing the data
   */
  public NDArray reshape(Shape shape) {
    return new NDArray(type.dataType(), shape, data, length());
  }

  /**
   * The same values in another element type.
   *
   * @param dataType the element type
   * @return the converted array
   */
  public NDArray cast(DataType dataType) {
    return dataType == type.dataType() ? this : convert(toDoubles(), type.withDataType(dataType));
  }

  /** Equal type, shape and elements (NaN equals NaN). */
  @Override
  public boolean equals(Object other) {
    return other instanceof NDArray that
        && type.equals(that.type)
        && Objects.deepEquals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + Arrays.deepHashCode(new Object[] {data});
  }

  /** The type and up to eight elements. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(type.toString()).append('{');
    int shown = Math.min(8, length());
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ").append(get(i));
    }
    return text.append(shown < length() ? ", …}" : "}").toString();
  }
}
