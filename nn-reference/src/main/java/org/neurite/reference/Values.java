package org.neurite.reference;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.neurite.api.tensor.DataType;
import org.neurite.api.tensor.NDArray;
import org.neurite.api.tensor.Shape;
import org.neurite.api.tensor.TensorType;

/**
 * Content of a tensor during a run: row-major doubles. Int32 and bool (0 and 1) are held exactly.
 * Filled once by whoever made it, then never changed.
 */
final class Values {
  private final TensorType type;
  private final int[] sizes;
  private final double[] data;

  private Values(TensorType type, double[] data) {
    this.type = type;
    this.data = data;
    this.sizes = type.shape().dims().stream().mapToInt(d -> Math.toIntExact(d.size())).toArray();
  }

  /** Zeros of a type with constant dimensions. */
  static Values zeros(TensorType type) {
    return new Values(type, new double[Math.toIntExact(type.shape().elements(1))]);
  }

  /** Each element from its row-major index. */
  static Values generate(TensorType type, IntToDoubleFunction element) {
    Values result = zeros(type);
    for (int i = 0; i < result.data.length; i++) {
      result.data[i] = element.applyAsDouble(i);
    }
    return result;
  }

  /** A host array in a type; floating-point numbers keep their precision. */
  static Values of(NDArray array, DataType dataType) {
    DataType exact = dataType == DataType.FLOAT32 ? DataType.FLOAT64 : dataType;
    return new Values(new TensorType(dataType, array.shape()), array.cast(exact).toDoubles());
  }

  NDArray toArray() {
    DataType exact = dataType() == DataType.FLOAT32 ? DataType.FLOAT64 : dataType();
    return NDArray.convert(data, type.withDataType(exact));
  }

  Values map(DoubleUnaryOperator function) {
    return generate(type, i -> function.applyAsDouble(data[i]));
  }

  /** The same elements under another type with as many elements. */
  Values as(TensorType other) {
    return new Values(other, data);
  }

  TensorType type() {
    return type;
  }

  DataType dataType() {
    return type.dataType();
  }

  Shape shape() {
    return type.shape();
  }

  int rank() {
    return sizes.length;
  }

  int length() {
    return data.length;
  }

  int size(int axis) {
    return sizes[axis];
  }

  int[] sizes() {
    return sizes.clone();
  }

  /** Elements between two neighbours along an axis. */
  int stride(int axis) {
    int stride = 1;
    for (int i = axis + 1; i < sizes.length; i++) {
      stride *= sizes[i];
    }
    return stride;
  }

  int[] strides() {
    int[] strides = new int[sizes.length];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = stride(i);
    }
    return strides;
  }

  double get(int index) {
    return data[index];
  }

  void set(int index, double value) {
    data[index] = value;
  }

  void add(int index, double value) {
    data[index] += value;
  }

  void set(int index, Values source, int from, int count) {
    System.arraycopy(source.data, from, data, index, count);
  }
}
