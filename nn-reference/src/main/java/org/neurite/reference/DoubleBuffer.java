package org.neurite.reference;

import org.neurite.api.backend.DeviceBuffer;
import org.neurite.api.tensor.DataType;

/** Memory of the reference backend: doubles, whatever the element type. */
final class DoubleBuffer implements DeviceBuffer {
  private final DataType dataType;
  private final double[] data;

  DoubleBuffer(DataType dataType, long elements) {
    this.dataType = dataType;
    this.data = new double[Math.toIntExact(elements)];
  }

  double[] data() {
    return data;
  }

  @Override
  public DataType dataType() {
    return dataType;
  }

  @Override
  public long elements() {
    return data.length;
  }

  @Override
  public void write(float[] source, int offset, long to, int count) {
    for (int i = 0; i < count; i++) {
      data[Math.toIntExact(to + i)] = held(source[offset + i]);
    }
  }

  @Override
  public void write(double[] source, int offset, long to, int count) {
    for (int i = 0; i < count; i++) {
      data[Math.toIntExact(to + i)] = held(source[offset + i]);
    }
  }

  @Override
  public void write(int[] source, int offset, long to, int count) {
    for (int i = 0; i < count; i++) {
      data[Math.toIntExact(to + i)] = held(source[offset + i]);
    }
  }

  private double held(double value) {
    return switch (dataType) {
      case FLOAT32, FLOAT64 -> value;
      case INT32 -> (int) value;
      case BOOL -> value != 0 ? 1 : 0;
    };
  }

  @Override
  public void read(long from, float[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = (float) data[Math.toIntExact(from + i)];
    }
  }

  @Override
  public void read(long from, double[] target, int offset, int count) {
    System.arraycopy(data, Math.toIntExact(from), target, offset, count);
  }

  @Override
  public void read(long from, int[] target, int offset, int count) {
    for (int i = 0; i < count; i++) {
      target[offset + i] = (int) data[Math.toIntExact(from + i)];
    }
  }

  @Override
  public void close() {}
}
