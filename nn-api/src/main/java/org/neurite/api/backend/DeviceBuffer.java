package org.neurite.api.backend;

import org.neurite.api.tensor.DataType;

/**
 * Memory of a backend. Data are copied in and out and converted between Java's types and the
 * buffer's; bool is 0 or 1. Not synchronised: the owner orders access.
 */
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
   * Copies floats in.
   *
   * @param source where from
   * @param offset first index in the source
   * @param to first element of this buffer
   * @param count how many
   */
  void write(float[] source, int offset, long to, int count);

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
