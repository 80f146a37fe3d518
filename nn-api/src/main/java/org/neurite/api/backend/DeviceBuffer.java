package org.neurite.api.backend;

import org.neurite.api.API;
import org.neurite.api.tensor.DataType;

/**
 * Memory of a backend. Data are copied in and out and converted between Java's types and the
 * buffer's; bool is 0 or 1. Not synchronised: the owner orders access.
 */
@API(API.Status.EXPERIMENTAL)
public interface DeviceBuffer extends AutoCloseable {
  /**
   * Element type.
   *
   * @return the type
   */
  DataType dataType();

  /**
   * Number of elements.
   *
   * @return the capacity
   */
  long elements();

  /**
   * Says that the content stays as it is from now on, so that a backend may also keep it in forms
   * that it computes with faster. What is written afterwards may be refused or not be seen; no
   * session that writes it may be open.
   */
  default void freeze() {}

  /**
   * Copies floats in.
   *
   * @param source where from
   * @param offset first index in the source
   * @param to first element of this buffer
   * @param count how many
   */
  void write(float[] source, int offset, long to, int count);

  /**
   * Copies doubles in; a buffer that holds less precision rounds them to float.
   *
   * @param source where from
   * @param offset first index in the source
   * @param to first element of this buffer
   * @param count how many
   */
  default void write(double[] source, int offset, long to, int count) {
    float[] rounded = new float[count];
    for (int i = 0; i < count; i++) {
      rounded[i] = (float) source[offset + i];
    }
    write(rounded, 0, to, count);
  }

  /**
   * Copies integers in.
   *
   * @param source where from
   * @param offset first index in the source
   * @param to first element of this buffer
   * @param count how many
   * @throws org.neurite.api.BackendException if an integer cannot be held exactly
   */
  void write(int[] source, int offset, long to, int count);

  /**
   * Copies floats out.
   *
   * @param from first element of this buffer
   * @param target where to
   * @param offset first index in the target
   * @param count how many
   */
  void read(long from, float[] target, int offset, int count);

  /**
   * Copies doubles out, in the buffer's precision.
   *
   * @param from first element of this buffer
   * @param target where to
   * @param offset first index in the target
   * @param count how many
   */
  default void read(long from, double[] target, int offset, int count) {
    float[] rounded = new float[count];
    read(from, rounded, 0, count);
    for (int i = 0; i < count; i++) {
      target[offset + i] = rounded[i];
    }
  }

  /**
   * Copies integers out.
   *
   * @param from first element of this buffer
   * @param target where to
   * @param offset first index in the target
   * @param count how many
   */
  void read(long from, int[] target, int offset, int count);

  /** Frees the memory. Closing twice is harmless. */
  @Override
  void close();
}
