package org.neurite.api.tensor;

import org.neurite.api.API;

/** The element types of tensors. */
@API(API.Status.STABLE)
public enum DataType {
  /** IEEE 754 binary32, what networks compute in. */
  FLOAT32(4),
  /** IEEE 754 binary64, for the reference interpreter. */
  FLOAT64(8),
  /** Two's complement 32-bit integers: class labels, tokens, indices. */
  INT32(4),
  /** Truth values: masks and the results of comparisons. */
  BOOL(1);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * Size of one element in the interchange format.
   *
   * @return bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether gradients can flow through values of this type.
   *
   * @return true for the two floating-point types
   */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }
}
